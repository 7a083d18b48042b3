package io.breakwater.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file and overrides into a configuration, as a whole or not at all.
 *
 * <p>Thread-safety: stateless. Errors: none are thrown for what is in the file.
 */
public final class ConfigurationLoader {
    private ConfigurationLoader() {}

    /** @param file null for the built-in configuration, which observes everything; overrides apply to it as well */
    public static LoadResult load(@Nullable Path file, Overrides overrides) {
        Problems problems = new Problems();
        ConfigValue root = root(file, problems);
        if (root == null) {
            return new LoadResult(null, problems);
        }
        ConfigValue overridden = overrides.applyTo(root, problems);
        return new LoadResult(ConfigurationReader.read(overridden, file != null, problems), problems);
    }

    private static @Nullable ConfigValue root(@Nullable Path file, Problems problems) {
        if (file == null) {
            return ConfigValue.emptyMap(Origin.BUILT_IN);
        }
        String text = ConfigFile.read(file, problems);
        return text == null ? null : YamlReader.read(file.toString(), text, problems);
    }
}
