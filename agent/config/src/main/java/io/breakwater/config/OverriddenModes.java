package io.breakwater.config;

import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.PolicySource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A configuration, some of whose modes an operator has changed.
 *
 * <p>Thread-safety: thread-safe; as good as immutable: policies are made when they are first asked for, and kept, since
 * the engine tells them apart by identity. Bounded: one for each entry of the configuration and mode.
 */
final class OverriddenModes implements PolicySource {
    private final Configuration configuration;
    private final ModeOverrides modes;
    private final Map<ModeOverride, Map<DestinationPolicy, DestinationPolicy>> made = new ConcurrentHashMap<>();

    OverriddenModes(Configuration configuration, ModeOverrides modes) {
        this.configuration = configuration;
        this.modes = modes;
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        ModeOverride mode = modes.find(destination);
        return mode == null ? configuration.policyFor(destination) : overridden(destination, mode);
    }

    private DestinationPolicy overridden(Destination destination, ModeOverride mode) {
        DestinationPolicy known = configuration.configuredFor(destination);
        DestinationPolicy policy = made.computeIfAbsent(mode, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(known, entry -> configuration.under(mode, entry));
        return configuration.trusting(destination, policy);
    }

    @Override
    public InboundPolicy inbound() {
        return configuration.inbound();
    }

    @Override
    public int maxDestinations() {
        return configuration.maxDestinations();
    }

    @Override
    public long idleDestinationNanos() {
        return configuration.idleDestinationNanos();
    }
}
