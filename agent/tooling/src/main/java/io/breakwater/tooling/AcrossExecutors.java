package io.breakwater.tooling;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the configuration has callers carried across executors. That has to be known at the start: where it is not asked
 * for, no executor of the JDK is woven. As with {@link NamedDrivers}, only a configuration that has the key in it is parsed.
 *
 * <p>Thread-safety: stateless. Errors: never throws; whatever is wrong with the file, {@link EngineStart} tells.
 */
final class AcrossExecutors {
    private static final String PROPERTY = "breakwater.";
    private static final String VARIABLE = "BREAKWATER_";

    private AcrossExecutors() {}

    /** @param file null for the built-in configuration, which overrides may change */
    static boolean isAskedFor(@Nullable File file) {
        try {
            String key = Configuration.EXECUTORS_KEY;
            if (!isOverridden(key) && !(file != null && NamedDrivers.mentions(file, key))) {
                return false;
            }
            LoadResult result =
                    ConfigurationLoader.load(file == null ? null : file.toPath(), ProcessConfiguration.overrides());
            Configuration configuration = result.configuration();
            return configuration != null
                    && result.problems().isEmpty()
                    && configuration.inbound().deadline().isAcrossExecutors();
        } catch (IOException | RuntimeException | LinkageError toldLater) {
            return false; // the whole file is refused then
        }
    }

    private static boolean isOverridden(String key) {
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PROPERTY) && name.endsWith(key)) {
                return true;
            }
        }
        String variable = key.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Map.Entry<String, String> set : System.getenv().entrySet()) {
            if (set.getKey().startsWith(VARIABLE) && set.getKey().endsWith(variable)) {
                return true;
            }
        }
        return false;
    }
}
