package io.breakwater.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void is_told_once_when_the_breaker_opens() {
        BreakerFixture fixture = BreakerFixture.closed();
        fixture.breaker.watchOpening(() -> log.add("opened"));
        fixture.fail(1);
        assertThat(log).isEmpty();

        fixture.fail(1);
        fixture.advanceSeconds(5);
        fixture.fail(1);

        assertThat(log).containsExactly("opened");
        assertThat(fixture.breaker.watcherCount()).isZero();
    }

    @Test
    void is_told_after_the_transition() {
        BreakerFixture fixture = BreakerFixture.closed();
        fixture.breaker.watchOpening(() -> log.add("opened, state is " + fixture.state()));

        fixture.fail(2);

        assertThat(log).containsExactly("opened, state is OPEN");
    }

    @Test
    void there_is_nothing_to_watch_while_open() {
        BreakerFixture fixture = BreakerFixture.open();

        Watch watch = fixture.breaker.watchOpening(() -> log.add("opened"));

        assertThat(watch).isNull();
        assertThat(fixture.breaker.watcherCount()).isZero();
    }

    @Test
    void is_told_when_a_probe_fails() {
        BreakerFixture fixture = BreakerFixture.halfOpen();
        fixture.breaker.watchOpening(() -> log.add("opened"));

        fixture.fail(1);

        assertThat(log).containsExactly("opened");
    }

    @Test
    void goes_on_watching_when_the_breaker_closes_and_when_its_window_changes() {
        BreakerFixture fixture = BreakerFixture.halfOpen();
        fixture.breaker.watchOpening(() -> log.add("opened"));
        fixture.succeed(1);
        fixture.breaker.configure(BreakerFixture.twoFailures().windowCalls(10).build(), fixture.now());
        assertThat(log).isEmpty();

        fixture.fail(2);

        assertThat(log).containsExactly("opened");
    }

    @Test
    void is_not_told_once_closed_and_not_remembered() {
        BreakerFixture fixture = BreakerFixture.closed();
        Watch watch = fixture.breaker.watchOpening(() -> log.add("opened"));

        watch.close();
        watch.close();
        fixture.fail(2);

        assertThat(log).isEmpty();
        assertThat(fixture.breaker.watcherCount()).isZero();
    }

    @Test
    void one_that_throws_does_not_keep_the_others_from_being_told() {
        BreakerFixture fixture = BreakerFixture.closed();
        for (int watcher = 0; watcher < 10; watcher++) {
            int number = watcher;
            fixture.breaker.watchOpening(() -> {
                log.add("opened");
                if (number % 2 == 0) {
                    throw new IllegalStateException("a watcher's bug");
                }
            });
        }

        fixture.fail(2);

        assertThat(log).hasSize(10);
    }
}
