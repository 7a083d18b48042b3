package io.breakwater.engine.policy;

import io.breakwater.engine.Destination;
import org.jspecify.annotations.Nullable;

/**
 * One version of the configuration. A call asks it once, and never changes its policy midway.
 *
 * <p>Thread-safety: implementations are immutable.
 */
public interface PolicySource {

    /** What holds for a destination; asked once per destination and version, not once per call. */
    DestinationPolicy policyFor(Destination destination);

    /** The number of destinations whose state is kept apart; the others share one. */
    int maxDestinations();

    /** What holds for requests that come in. */
    default InboundPolicy inbound() {
        return InboundPolicy.NONE;
    }

    /** What an operator has decided for the breakers of a destination, or null. The same object as long as it holds. */
    default @Nullable BreakerOverride breakerOverride(Destination destination) {
        return null;
    }

    /** How long an unused destination is remembered, in nanoseconds. */
    long idleDestinationNanos();
}
