package io.breakwater.tooling.control;

import io.breakwater.config.ModeOverride;
import io.breakwater.engine.policy.BreakerOverride;
import org.jspecify.annotations.Nullable;

/**
 * All that operators have decided while the process runs. It outlives every reload of the configuration, and ends with the
 * process.
 *
 * <p>Thread-safety: immutable.
 */
final class OperatorOverrides {
    static final OperatorOverrides NONE = new OperatorOverrides(null, Decisions.none(), Decisions.none());

    /** That everything is off; null while it is not. */
    final @Nullable Decision<Boolean> switchedOff;

    final Decisions<ModeOverride> modes;
    final Decisions<BreakerOverride> breakers;

    private OperatorOverrides(
            @Nullable Decision<Boolean> switchedOff,
            Decisions<ModeOverride> modes,
            Decisions<BreakerOverride> breakers) {
        this.switchedOff = switchedOff;
        this.modes = modes;
        this.breakers = breakers;
    }

    OperatorOverrides withSwitch(@Nullable Decision<Boolean> next) {
        return new OperatorOverrides(next, modes, breakers);
    }

    OperatorOverrides withModes(Decisions<ModeOverride> next) {
        return new OperatorOverrides(switchedOff, next, breakers);
    }

    OperatorOverrides withBreakers(Decisions<BreakerOverride> next) {
        return new OperatorOverrides(switchedOff, modes, next);
    }

    boolean isEmpty() {
        return switchedOff == null && modes.isEmpty() && breakers.isEmpty();
    }
}
