package io.breakwater.engine;

import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import java.util.function.Function;

/** A configuration that is a function. A new object is a new version. */
final class FixedPolicies implements PolicySource {
    static final int MAX_DESTINATIONS = 500;
    static final long IDLE_NANOS = 1_800_000_000_000L;

    private final Function<Destination, DestinationPolicy> policies;
    private final int maxDestinations;

    FixedPolicies(Function<Destination, DestinationPolicy> policies) {
        this(policies, MAX_DESTINATIONS);
    }

    FixedPolicies(Function<Destination, DestinationPolicy> policies, int maxDestinations) {
        this.policies = policies;
        this.maxDestinations = maxDestinations;
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        return policies.apply(destination);
    }

    @Override
    public int maxDestinations() {
        return maxDestinations;
    }

    @Override
    public long idleDestinationNanos() {
        return IDLE_NANOS;
    }
}
