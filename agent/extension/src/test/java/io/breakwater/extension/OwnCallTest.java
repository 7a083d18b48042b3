package io.breakwater.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnCallTest {
    private final OwnCall ownCall = new OwnCall();

    @Test
    void the_next_call_is_ours_and_those_within_it_are_not() {
        ownCall.begin();

        assertThat(ownCall.take()).isTrue();
        assertThat(ownCall.take()).isFalse();
    }

    @Test
    void a_call_that_nobody_asked_about_leaves_nothing_behind() {
        ownCall.begin();
        ownCall.end();

        assertThat(ownCall.take()).isFalse();
    }

    @Test
    void the_calls_of_other_threads_and_clients_are_the_applications() {
        ownCall.begin();

        assertThat(CompletableFuture.supplyAsync(ownCall::take).join()).isFalse();
        assertThat(new OwnCall().take()).isFalse();
    }
}
