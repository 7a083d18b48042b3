package io.breakwater.benchmarks.calls;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Observers;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;

/**
 * The same policies for every destination, all enforced: total and attempt timeouts, three attempts with a budget, a
 * breaker over 10 s, a bulkhead of 256. Thread-safety: immutable.
 */
final class FixedPolicies implements PolicySource, DestinationPolicy {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final CallPolicy policy = new CallPolicy(
            TimeoutPolicy.builder()
                    .attemptNanos(10 * SECOND_NANOS)
                    .totalNanos(30 * SECOND_NANOS)
                    .build(),
            RetryPolicy.builder().maxAttempts(3).build(),
            BreakerPolicy.builder()
                    .consecutiveFailures(10)
                    .windowNanos(10 * SECOND_NANOS)
                    .build(),
            null,
            new BulkheadPolicy(Mode.ENFORCE, 256, 0, "benchmark"),
            null);

    private FixedPolicies() {}

    /** An engine on the JVM's own clock that guards every destination in this way. No timer: nothing here waits. */
    static Engine engine() {
        return engine(Observers.of(InterventionListener.none()));
    }

    /** The same, with somebody who is told. */
    static Engine engine(Observers observers) {
        Surroundings surroundings = new Surroundings(
                TimeSource.system(), Pause.system(), (delayNanos, task) -> () -> {}, Randomness.system());
        return new Engine(surroundings, observers, new FixedPolicies());
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        return this;
    }

    @Override
    public CallPolicy select(String method, String path) {
        return policy;
    }

    @Override
    public boolean isNamed() {
        return true;
    }

    @Override
    public int maxDestinations() {
        return 10_000;
    }

    @Override
    public long idleDestinationNanos() {
        return 600 * SECOND_NANOS;
    }
}
