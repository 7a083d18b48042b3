package io.breakwater.config;

import io.breakwater.engine.policy.Mode;

/**
 * A mode that an operator has set while the process runs. It takes the place of what the configuration says of the host as
 * a whole. What routes and policies say for themselves stays, but does no more than the operator wants: {@code observe} and
 * {@code disabled} are the most that happens, and {@code enforce} enforces nothing that says {@code disabled} itself.
 *
 * <p>Thread-safety: immutable.
 */
public final class ModeOverride {
    private final Setting<Mode> setting;

    /** @param origin who asked for it, in place of a line of the configuration */
    public ModeOverride(Mode mode, String origin) {
        this.setting = new Setting<>(ConfigOptions.HOST_MODE, mode, Origin.override(origin), "mode");
    }

    public Mode mode() {
        return setting.value();
    }

    Setting<Mode> setting() {
        return setting;
    }
}
