package io.breakwater.config;

import io.breakwater.engine.policy.Mode;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one level of the file says: the top with its defaults, a host, or a route.
 *
 * <p>Thread-safety: not while it is filled, then immutable.
 */
final class Layer {
    private final ConfigOption<Mode> modeOption;
    private final IdentityHashMap<ConfigOption<?>, Setting<?>> settings = new IdentityHashMap<>();
    private final IdentityHashMap<ConfigBlock, Origin> blocks = new IdentityHashMap<>();

    /** @param modeOption the option that holds the mode of the whole level */
    Layer(ConfigOption<Mode> modeOption) {
        this.modeOption = modeOption;
    }

    /** One to be changed without changing this one. */
    Layer copy() {
        Layer copy = new Layer(modeOption);
        copy.settings.putAll(settings);
        copy.blocks.putAll(blocks);
        return copy;
    }

    void put(Setting<?> setting) {
        settings.put(setting.option(), setting);
    }

    void put(ConfigBlock block, Origin origin) {
        blocks.put(block, origin);
    }

    @SuppressWarnings("unchecked") // a setting has the type of its option
    <T> @Nullable Setting<T> setting(ConfigOption<T> option) {
        return (Setting<T>) settings.get(option);
    }

    /** Where the block begins, or null if this level does not have it. */
    @Nullable
    Origin origin(ConfigBlock block) {
        return blocks.get(block);
    }

    /** The mode of the level as a whole, or null if it says none. */
    @Nullable
    Setting<Mode> mode() {
        return setting(modeOption);
    }
}
