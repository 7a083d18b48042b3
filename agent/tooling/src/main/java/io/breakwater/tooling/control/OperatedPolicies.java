package io.breakwater.tooling.control;

import io.breakwater.config.Configuration;
import io.breakwater.config.ModeOverride;
import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.BreakerOverride;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.PolicySource;
import org.jspecify.annotations.Nullable;

/**
 * The configuration with all that operators have decided.
 *
 * <p>Thread-safety: as good as immutable, as what it is made of.
 */
final class OperatedPolicies implements PolicySource {
    private static final DestinationPolicy NOTHING = DestinationPolicy.always(CallPolicy.DISABLED);

    private final PolicySource configured;
    private final OperatorOverrides overrides;

    OperatedPolicies(Configuration configuration, OperatorOverrides overrides) {
        this.overrides = overrides;
        this.configured =
                overrides.modes.isEmpty() ? configuration : configuration.with(destination -> modeOf(destination));
    }

    private @Nullable ModeOverride modeOf(Destination destination) {
        Decision<ModeOverride> decision = overrides.modes.find(destination);
        return decision == null ? null : decision.value;
    }

    private boolean isOff() {
        return overrides.switchedOff != null;
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        return isOff() ? NOTHING : configured.policyFor(destination);
    }

    @Override
    public InboundPolicy inbound() {
        return isOff() ? InboundPolicy.NONE : configured.inbound();
    }

    @Override
    public @Nullable BreakerOverride breakerOverride(Destination destination) {
        Decision<BreakerOverride> decision = overrides.breakers.find(destination);
        return decision == null ? null : decision.value;
    }

    @Override
    public int maxDestinations() {
        return configured.maxDestinations();
    }

    @Override
    public long idleDestinationNanos() {
        return configured.idleDestinationNanos();
    }
}
