package io.breakwater.config;

import io.breakwater.engine.policy.Mode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The levels that hold for one call: the file, then perhaps a host, then perhaps a route. A later one wins, key by key.
 *
 * <p>Thread-safety: immutable.
 */
final class Layers {
    private final Layer[] layers;

    /** What an operator wants to be the most that happens; null for no such wish. */
    private final @Nullable Setting<Mode> cap;

    private Layers(@Nullable Setting<Mode> cap, Layer... layers) {
        this.cap = cap;
        this.layers = layers;
    }

    static Layers of(Layer file) {
        return new Layers(null, file);
    }

    /** The same with another mode of the host, which is at the same time the most that its routes and policies do. */
    Layers under(ModeOverride override) {
        Layer[] changed = layers.length == 1 ? Arrays.copyOf(layers, 2) : layers.clone();
        changed[1] = layers.length == 1 ? new Layer(ConfigOptions.HOST_MODE) : layers[1].copy();
        changed[1].put(override.setting());
        return new Layers(override.setting(), changed);
    }

    Layers and(Layer layer) {
        Layer[] more = Arrays.copyOf(layers, layers.length + 1);
        more[layers.length] = layer;
        return new Layers(cap, more);
    }

    /** The most specific level. */
    Layer last() {
        return layers[layers.length - 1];
    }

    /** What is in force; the built-in value if no level says anything. */
    <T> Setting<T> setting(ConfigOption<T> option) {
        Setting<T> written = written(option);
        return written != null ? written : new Setting<>(option, option.defaultValue(), Origin.BUILT_IN, option.key());
    }

    /** What the most specific level that has the option says; null if none has it. */
    private <T> @Nullable Setting<T> written(ConfigOption<T> option) {
        for (int i = layers.length - 1; i >= 0; i--) {
            Setting<T> setting = layers[i].setting(option);
            if (setting != null) {
                return setting;
            }
        }
        return null;
    }

    <T> T value(ConfigOption<T> option) {
        return setting(option).value();
    }

    /** The level that wrote the setting, the most specific one having the highest number; -1 if it is built in. */
    int level(Setting<?> setting) {
        for (int i = layers.length - 1; i >= 0; i--) {
            if (layers[i].setting(setting.option()) == setting) {
                return i;
            }
        }
        return -1;
    }

    /** Where the most specific level begins the block; null if none has it. */
    @Nullable
    Origin block(ConfigBlock block) {
        for (int i = layers.length - 1; i >= 0; i--) {
            Origin origin = layers[i].origin(block);
            if (origin != null) {
                return origin;
            }
        }
        return null;
    }

    /**
     * As {@link #block}, in the form of policies: {@code breakwater.yaml:12:5} or {@code built-in}, and behind it the
     * properties and variables that changed one of its values, or its mode.
     */
    String origin(ConfigBlock block, ConfigOption<Mode> mode) {
        Origin origin = block(block);
        Set<String> sources = new LinkedHashSet<>();
        sources.add((origin == null ? Origin.BUILT_IN : origin).brief());
        addOverrides(block, mode, sources);
        addOverride(mode(mode), sources);
        return String.join(", ", sources);
    }

    private void addOverrides(ConfigBlock block, ConfigOption<Mode> mode, Set<String> sources) {
        for (ConfigOption<?> option : block.options()) {
            if (option != mode) {
                addOverride(written(option), sources);
            }
        }
        for (ConfigBlock child : block.blocks()) {
            addOverrides(child, mode, sources);
        }
    }

    private static void addOverride(@Nullable Setting<?> setting, Set<String> sources) {
        if (setting != null && setting.origin().isOverride()) {
            sources.add(setting.origin().brief());
        }
    }

    /**
     * The mode of a policy. Its own word counts most, from whichever level; else that of the most specific level around
     * it. A host or route that is disabled as a whole stops what less specific levels said, and an override of the
     * file's mode is the most that any policy does.
     */
    Setting<Mode> mode(ConfigOption<Mode> option) {
        Setting<Mode> mode = configuredMode(option);
        Setting<Mode> most = layers[0].mode();
        if (most != null && most.origin().isOverride() && most.value().compareTo(mode.value()) < 0) {
            mode = most;
        }
        return cap != null && cap.value().compareTo(mode.value()) < 0 ? cap : mode;
    }

    private Setting<Mode> configuredMode(ConfigOption<Mode> option) {
        for (int i = layers.length - 1; i >= 0; i--) {
            Setting<Mode> own = layers[i].setting(option);
            if (own != null) {
                return own;
            }
            Setting<Mode> whole = layers[i].mode();
            if (i > 0 && whole != null && whole.value() == Mode.DISABLED) {
                return whole;
            }
        }
        for (int i = layers.length - 1; i >= 0; i--) {
            Setting<Mode> whole = layers[i].mode();
            if (whole != null) {
                return whole;
            }
        }
        return setting(ConfigOptions.FILE_MODE);
    }
}
