package io.breakwater.engine;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An engine in virtual time, with everything around it scripted. Three attempts, 100 ms of backoff that doubles, a
 * generous budget, nothing else: a test changes what it is about, and then asks for the guard.
 */
final class World {
    static final Destination INVENTORY = Destination.of("http", "inventory", 8080);
    static final FailureMatcher ALL = FailureMatcher.of(
            FailureClass.CONNECT_FAILURE,
            FailureClass.REFUSED_STREAM,
            FailureClass.RESET,
            FailureClass.GATEWAY_ERROR,
            FailureClass.ATTEMPT_TIMEOUT,
            FailureClass.TOO_MANY_REQUESTS);

    final VirtualTime time = new VirtualTime();
    final Faults faults = new Faults();
    final List<Intervention> events = Collections.synchronizedList(new ArrayList<>());

    final TimeoutPolicy.Builder timeouts =
            TimeoutPolicy.builder().apply(TimeoutPolicy.Apply.CAP).origin("timeouts:1");
    final RetryPolicy.Builder retry = RetryPolicy.builder()
            .maxAttempts(3)
            .retryOn(ALL)
            .backoff(new BackoffPolicy(ms(100), 2, ms(10_000), BackoffPolicy.Jitter.NONE))
            .budget(new BudgetPolicy(100, ms(10_000), 100))
            .origin("retry:2");
    final BreakerPolicy.Builder breaker =
            BreakerPolicy.builder().mode(Mode.DISABLED).openNanos(ms(1_000)).origin("breaker:3");
    final DeadlinePolicy.Builder deadline =
            DeadlinePolicy.builder().mode(Mode.DISABLED).trusted(true).origin("deadline:5");
    final Witness witness = new Witness(faults);
    BulkheadPolicy bulkhead = BulkheadPolicy.DISABLED;
    Pause pause = time;
    Randomness randomness = ScriptedRandomness.fixed(0.5);
    private @Nullable Engine engine;

    static long ms(long millis) {
        return millis * 1_000_000;
    }

    /** The breaker opens after so many failures in a row, for 1.1 s. */
    World breakerAfter(int consecutiveFailures) {
        breaker.mode(Mode.ENFORCE).consecutiveFailures(consecutiveFailures).failureRatePercent(BreakerPolicy.NEVER);
        return this;
    }

    World places(int maxConcurrentCalls, long maxWaitMillis) {
        bulkhead = new BulkheadPolicy(Mode.ENFORCE, maxConcurrentCalls, ms(maxWaitMillis), "bulkhead:4");
        return this;
    }

    CallPolicy policy() {
        return new CallPolicy(deadline.build(), timeouts.build(), retry.build(), breaker.build(), null, bulkhead, null);
    }

    Engine engine() {
        if (engine == null) {
            engine = new Engine(
                    surroundings(), witness.observers(this::record), always(DestinationPolicy.always(policy())));
        }
        return engine;
    }

    /** What is done meanwhile is done for a caller who waits for so long. */
    Scope servesFor(long millis) {
        return serves(new Caller(Deadline.at(time.nanoTime() + ms(millis)), false, null));
    }

    Scope serves(Caller caller) {
        return engine().context().enter(caller, World.class);
    }

    /** A new version of the configuration. */
    void reload() {
        engine().apply(always(DestinationPolicy.always(policy())));
    }

    Guard guard() {
        return guardFor(INVENTORY);
    }

    Guard guardFor(Destination destination) {
        Guard guard = engine().guardFor(destination, "GET", "/");
        if (guard == null) {
            throw new AssertionError("no guard for " + destination);
        }
        return guard;
    }

    PolicySource always(DestinationPolicy policy) {
        return new FixedPolicies(destination -> {
            faults.trip(Point.POLICY_FOR);
            return (method, path) -> {
                faults.trip(Point.SELECT);
                return policy.select(method, path);
            };
        });
    }

    Surroundings surroundings() {
        TimeSource clock = new TimeSource() {
            @Override
            public long nanoTime() {
                faults.trip(Point.NANO_TIME);
                return time.nanoTime();
            }

            @Override
            public long epochMillis() {
                return time.epochMillis();
            }
        };
        return new Surroundings(
                clock,
                (latch, nanos) -> {
                    faults.trip(Point.PAUSE);
                    return pause.await(latch, nanos);
                },
                (delayNanos, task) -> {
                    faults.trip(Point.TIMER);
                    return time.schedule(delayNanos, task);
                },
                () -> {
                    faults.trip(Point.RANDOMNESS);
                    return randomness.nextDouble();
                });
    }

    private void record(Intervention event) {
        events.add(event);
        faults.trip(Point.LISTENER);
    }

    Ending await(CompletableFuture<Answer> future, long startMillis) {
        return Runner.await(this, future, startMillis);
    }

    long millis() {
        return time.elapsed().toMillis();
    }

    /** What the listener was told: {@code retry@1}, {@code would retry@1}. Without the breaker's transitions. */
    List<String> log() {
        return events.stream()
                .filter(event -> event.kind() != InterventionKind.CIRCUIT_TRANSITION)
                .map(event ->
                        (event.isEnforced() ? "" : "would ") + event.kind().word() + "@" + event.attempt())
                .collect(Collectors.toList());
    }

    /** Opens the breaker by failing calls of its own; forgets what the listener was told before. */
    World openBreaker() {
        events.clear();
        while (guard().breaker().permitsCall(time.nanoTime())) {
            guard().breaker().tryAcquire(time.nanoTime()).onFailure(time.nanoTime(), 0);
        }
        return this;
    }
}
