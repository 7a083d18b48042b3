package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a call waits between attempts, and how the total timeout and the server have a say in it. */
class RetryWaitCompositionTest {
    private final World world = new World();

    @ParameterizedTest
    @EnumSource(Runner.class)
    void waits_as_long_as_the_server_asks(Runner runner) {
        ScriptedCall call = new ScriptedCall(world, Reply.status(429).retryAfterMillis(2_000), Reply.status(200));

        assertThat(runner.run(world, call).status()).isEqualTo(200);
        assertThat(call.sentAtMillis).containsExactly(0L, 2_010L);
        assertThat(world.events)
                .singleElement()
                .satisfies(event -> assertThat(event.waitNanos()).isEqualTo(ms(2_000)));
    }

    /** Trap 9, as far as the engine has a part in it: the longer of the two waits. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_short_retry_after_does_not_shorten_the_backoff(Runner runner) {
        ScriptedCall call = new ScriptedCall(world, Reply.status(503).retryAfterMillis(0), Reply.status(200));

        runner.run(world, call);

        assertThat(call.sentAtMillis).containsExactly(0L, 110L);
    }

    /** Trap 10. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_after_beyond_the_allowed_wait_is_the_applications_to_see_at_once(Runner runner) {
        Reply later = Reply.status(429).retryAfterMillis(3_600_000);
        ScriptedCall call = new ScriptedCall(world, later, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.answer().reply).isSameAs(later);
        assertThat(ending.millis).isEqualTo(10);
        assertThat(world.log()).containsExactly("retry-out-of-time@1");
        assertThat(world.events.get(0).waitNanos()).isEqualTo(ms(3_600_000));
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void retry_after_can_be_ignored(Runner runner) {
        world.retry.honorRetryAfter(false);
        ScriptedCall call = new ScriptedCall(world, Reply.status(429).retryAfterMillis(3_600_000), Reply.status(200));

        runner.run(world, call);

        assertThat(call.sentAtMillis).containsExactly(0L, 110L);
    }

    /** Trap 11. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_backoff_that_the_call_has_no_time_for_is_not_waited_for(Runner runner) {
        world.timeouts.totalNanos(ms(90));
        Reply first = Reply.fails(FailureClass.RESET);

        Ending ending = runner.run(world, new ScriptedCall(world, first, Reply.status(200)));

        assertThat(ending.thrown()).isSameAs(first.failure);
        assertThat(ending.millis).isEqualTo(10);
        assertThat(world.log()).containsExactly("retry-out-of-time@1");
    }

    /** Trap 11: neither is one after which too little would be left for an attempt. 10 ms are enough, 9 are not. */
    @ParameterizedTest
    @CsvSource({"BLOCKING, 119, 1", "BLOCKING, 121, 2", "ASYNC, 119, 1", "ASYNC, 121, 2"})
    void a_backoff_must_leave_time_for_an_attempt(Runner runner, long totalMillis, int sends) {
        world.timeouts.totalNanos(ms(totalMillis));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(call.sends()).isEqualTo(sends);
        assertThat(ending.millis).isEqualTo(sends == 1 ? 10 : 120);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_after_that_the_call_has_no_time_for_is_not_waited_for(Runner runner) {
        world.timeouts.totalNanos(ms(1_000));
        ScriptedCall call = new ScriptedCall(world, Reply.status(429).retryAfterMillis(2_000), Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.status()).isEqualTo(429);
        assertThat(ending.millis).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_total_timeout_shortens_each_attempt(Runner runner) {
        world.timeouts.totalNanos(ms(1_000)).attemptNanos(ms(800));
        ScriptedCall call = new ScriptedCall(
                world, Reply.status(503).takesMillis(300), Reply.status(503).takesMillis(100), Reply.silence());

        Ending ending = runner.run(world, call);

        assertThat(call.attemptLimitMillis).containsExactly(800L, 600L, 300L);
        assertThat(ending.millis).isEqualTo(1_000);
        assertThat(world.log()).containsExactly("retry@1", "retry@2", "total-timeout@3");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_silent_server_is_cut_off_and_asked_again(Runner runner) {
        world.timeouts.attemptNanos(ms(500));
        ScriptedCall call = new ScriptedCall(world, Reply.silence(), Reply.status(200));

        assertThat(runner.run(world, call).status()).isEqualTo(200);
        assertThat(call.sentAtMillis).containsExactly(0L, 600L);
        assertThat(world.log()).containsExactly("attempt-timeout@1", "retry@1");
        assertThat(world.events.get(0).origin()).isEqualTo("timeouts:1");
    }

    /** Trap 25: a longer value of the application stands, and its expiry is none of our doing. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_timeout_of_the_applications_own_is_not_reported_as_ours(Runner runner) {
        world.timeouts.apply(TimeoutPolicy.Apply.FILL).attemptNanos(ms(500));
        world.retry.maxAttempts(1);
        ScriptedCall call = new ScriptedCall(
                world, Reply.fails(FailureClass.ATTEMPT_TIMEOUT).takesMillis(2_000));
        call.ownNanos = ms(2_000);

        runner.run(world, call);

        assertThat(world.log()).isEmpty();
    }

    /** Trap 27: the wall clock has no say in any wait. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_jump_of_the_wall_clock_changes_nothing(Runner runner) {
        world.timeouts.totalNanos(ms(5_000));
        for (long jumpMillis : new long[] {-3_600_000, 3_600_000}) {
            ScriptedCall call = new ScriptedCall(
                            world, Reply.status(503).retryAfterMillis(1_000), Reply.status(503), Reply.status(200))
                    .during(1, () -> world.time.setEpochMillis(world.time.epochMillis() + jumpMillis))
                    .during(2, () -> world.time.setEpochMillis(world.time.epochMillis() + jumpMillis));

            Ending ending = runner.run(world, call);

            assertThat(ending.status()).isEqualTo(200);
            assertThat(ending.millis).isEqualTo(10 + 1_000 + 10 + 200 + 10);
        }
    }

    /** A thread that is not scheduled in time must not begin an attempt that has no time left. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_backoff_that_ends_too_late_gives_the_earlier_outcome(Runner runner) {
        world.timeouts.totalNanos(ms(1_000));
        world.pause = (latch, nanos) -> world.time.await(latch, nanos + ms(2_000));
        Reply first = Reply.status(503);
        ScriptedCall call = new ScriptedCall(world, first, Reply.status(200));
        call.executor = task -> world.time.schedule(ms(2_000), task);

        Ending ending = runner.run(world, call);

        assertThat(ending.answer().reply).isSameAs(first);
        assertThat(ending.answer().isDelivered).isTrue();
        assertThat(world.log()).containsExactly("retry@1", "retry-out-of-time@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void no_backoff_means_no_wait(Runner runner) {
        world.retry.backoff(new BackoffPolicy(0, 1, 0, BackoffPolicy.Jitter.NONE));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        runner.run(world, call);

        assertThat(call.sentAtMillis).containsExactly(0L, 10L);
    }
}
