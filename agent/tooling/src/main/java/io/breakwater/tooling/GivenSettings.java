package io.breakwater.tooling;

import java.util.HashMap;
import java.util.Map;

/**
 * Single values of the configuration that were given when the agent was attached: a process that runs has its system
 * properties already. They go before those.
 *
 * <p>Thread-safety: thread-safe; written before the agent begins.
 */
final class GivenSettings {
    private static volatile Map<String, String> given = new HashMap<>();

    private GivenSettings() {}

    /** @param settings by key of the configuration, such as {@code defaults.http.timeouts.connect}; copied */
    static void give(Map<String, String> settings) {
        given = new HashMap<>(settings);
    }

    /** The system properties as they are with what was given. */
    static Map<String, String> over(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        for (Map.Entry<String, String> setting : given.entrySet()) {
            all.put("breakwater." + setting.getKey(), setting.getValue());
        }
        return all;
    }
}
