package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final List<String> released = new ArrayList<>();

    private Turn turn() {
        Turn turn = new Turn(() -> released.add("abort"));
        turn.endsBy(() -> released.add("timer"));
        turn.watches(() -> released.add("watch"));
        return turn;
    }

    @Test
    void is_taken_once() {
        Turn turn = turn();

        assertThat(turn.arm()).isFalse();
        assertThat(turn.take()).isTrue();
        assertThat(turn.take()).isFalse();
        assertThat(released).containsExactly("timer", "watch");
    }

    @Test
    void remembers_what_came_before_it_was_armed() {
        Turn turn = turn();

        assertThat(turn.take()).as("not yet to be taken").isFalse();
        assertThat(released).isEmpty();
        assertThat(turn.arm()).as("and over as soon as it is armed").isTrue();
        assertThat(turn.take()).isFalse();
        assertThat(released).containsExactly("timer", "watch");
    }

    @Test
    void is_over_for_one_party_however_many_came_early() {
        Turn turn = turn();

        assertThat(turn.take()).isFalse();
        assertThat(turn.take()).isFalse();
        assertThat(turn.arm()).isTrue();
        assertThat(turn.take()).isFalse();
    }

    @Test
    void aborts_only_what_can_be_aborted() {
        new Turn(null).abort();
        turn().abort();

        assertThat(released).containsExactly("abort");
    }
}
