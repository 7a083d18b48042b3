package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.testing.ScriptedRandomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Traps 37, 39 and 40: calls of both kinds, beside and inside one another, that end in every way there is. Afterwards
 * every place is free, no more of them than there are, and the breaker closes at the next success.
 */
class CallExitsFuzzTest {
    private static final int CALLS = 400;
    private static final int PLACES = 3;
    private static final Point[] BUGS = {
        Point.NANO_TIME,
        Point.RANDOMNESS,
        Point.TIMER,
        Point.PAUSE,
        Point.LISTENER,
        Point.METHOD,
        Point.CAN_BE_SENT_AGAIN,
        Point.IS_CONTINUATION,
        Point.IS_CONTINUATION,
        Point.PREPARE,
        Point.CLASSIFY,
        Point.REJECTION,
        Point.INTERRUPTION,
        Point.WAIT_BEGINS,
        Point.WAIT_OVER,
        Point.DELIVER,
        Point.DEPENDENTS_CANCEL,
        Point.ABORT
    };

    private static final FailureClass[] FAILURES = FailureClass.values();

    private final World world = new World().breakerAfter(4).places(PLACES, 200);
    private final List<CompletableFuture<Answer>> futures = new ArrayList<>();

    @AfterEach
    void leave_no_flag() {
        Thread.interrupted();
    }

    /** Traps 37, 39, 40. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void every_exit_gives_back_what_it_took(long seed) {
        Random random = new Random(seed);
        world.randomness = ScriptedRandomness.seeded(seed);
        world.breaker.maxOpenNanos(ms(5_000));
        world.timeouts.attemptNanos(ms(60)).totalNanos(ms(600));
        world.retry.budget(new BudgetPolicy(50, ms(10_000), 5));
        Guard guard = world.guard();

        for (int i = 0; i < CALLS; i++) {
            begin(random, guard, 0);
            world.time.advanceNanos(ms(random.nextInt(20)));
            assertThat(guard.bulkhead().concurrentCalls())
                    .as("places taken, seed %d, call %d", seed, i)
                    .isBetween(0, PLACES);
        }
        world.faults.disarm();
        Thread.interrupted();
        world.time.advanceNanos(ms(20_000));

        assertThat(futures.stream().filter(future -> !future.isDone()).count())
                .as("calls that never end, seed %d", seed)
                .isZero();
        assertThat(guard.bulkhead().concurrentCalls())
                .as("places taken, seed %d", seed)
                .isZero();
        assertThat(guard.bulkhead().waitingCalls()).as("queue, seed %d", seed).isZero();
        assertThat(guard.breaker().watcherCount()).as("watchers, seed %d", seed).isZero();
        world.time.advanceNanos(ms(6_000));
        assertThat(Runner.BLOCKING
                        .run(world, guard, new ScriptedCall(world, Reply.status(200)))
                        .status())
                .as("seed %d", seed)
                .isEqualTo(200);
        assertThat(guard.breaker().state(world.time.nanoTime()))
                .as("seed %d", seed)
                .isEqualTo(CircuitState.CLOSED);
    }

    private void begin(Random random, Guard guard, int depth) {
        ScriptedCall call = new ScriptedCall(world, reply(random), reply(random), reply(random));
        call.method(random.nextInt(4) == 0 ? "POST" : "GET");
        call.isRepeatable = random.nextInt(8) != 0;
        call.asksEarly = random.nextInt(3) == 0;
        call.dependentsCancel = random.nextBoolean();
        disturb(random, guard, call, depth);
        if (random.nextBoolean()) {
            Runner.BLOCKING.run(world, guard, call);
        } else {
            beginAsync(random, guard, call);
        }
    }

    private void beginAsync(Random random, Guard guard, ScriptedCall call) {
        CompletableFuture<Answer> future;
        try {
            future = AsyncRunner.run(guard, call.async());
        } catch (IllegalStateException clientsOwn) {
            return;
        }
        futures.add(future);
        switch (random.nextInt(5)) {
            case 0:
                world.time.schedule(ms(random.nextInt(300)), () -> future.cancel(true));
                break;
            case 1:
                CompletableFuture<String> dependent = future.thenApply(Answer::toString);
                world.time.schedule(ms(random.nextInt(300)), () -> dependent.cancel(random.nextBoolean()));
                break;
            case 2:
                world.time.schedule(ms(random.nextInt(300)), () -> future.complete(null));
                break;
            default:
                break;
        }
    }

    /** Something that happens while an attempt is under way. */
    private void disturb(Random random, Guard guard, ScriptedCall call, int depth) {
        int attempt = 1 + random.nextInt(3);
        switch (random.nextInt(8)) {
            case 0:
                call.during(attempt, () -> Thread.currentThread().interrupt());
                break;
            case 1:
                call.during(
                        attempt, () -> world.faults.arm(BUGS[random.nextInt(BUGS.length)], new LinkageError("bug")));
                break;
            case 2:
                call.during(attempt, () -> {
                    throw new IllegalStateException("the client's own");
                });
                break;
            case 3:
                if (depth < 2) {
                    call.during(attempt, () -> begin(random, guard, depth + 1));
                }
                break;
            default:
                call.during(attempt, () -> {
                    world.faults.disarm();
                    Thread.interrupted();
                });
        }
    }

    private static Reply reply(Random random) {
        switch (random.nextInt(9)) {
            case 0:
                return Reply.status(503).takesMillis(random.nextInt(30));
            case 1:
                return Reply.status(429).retryAfterMillis(random.nextInt(700));
            case 2:
                return Reply.fails(FAILURES[random.nextInt(FAILURES.length)]);
            case 3:
                return Reply.notStarted();
            case 4:
                return Reply.status(200).takesMillis(5_000);
            default:
                return Reply.status(200).takesMillis(random.nextInt(50));
        }
    }
}
