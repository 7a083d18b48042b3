package io.breakwater.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Single values given outside the file: {@code breakwater.defaults.http.timeouts.connect=5s} as a system property,
 * {@code BREAKWATER_DEFAULTS_HTTP_TIMEOUTS_CONNECT=5s} in the environment. A property beats a variable, and both beat
 * the file. A list is separated by commas. Hosts and routes are named by their index.
 *
 * <p>Thread-safety: immutable.
 */
public final class Overrides {
    private static final String PROPERTY = "breakwater.";
    private static final String VARIABLE = "BREAKWATER_";
    /** The first words of properties that are no part of the file, and are read elsewhere. */
    private static final List<String> OUTSIDE_THE_FILE = Arrays.asList("enabled", "config", "log");

    private static final Overrides NONE = new Overrides(new TreeMap<>(), new TreeMap<>());

    private final Map<String, String> variables;
    private final Map<String, String> properties;

    private Overrides(Map<String, String> variables, Map<String, String> properties) {
        this.variables = variables;
        this.properties = properties;
    }

    public static Overrides none() {
        return NONE;
    }

    /** Copies what concerns the configuration. Names that belong to no part of it are left alone. */
    public static Overrides of(Map<String, String> environment, Map<String, String> systemProperties) {
        Map<String, String> variables = new TreeMap<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            // Set but empty is how compose files and charts say "not set".
            if (variable.getKey().startsWith(VARIABLE)
                    && !variable.getValue().trim().isEmpty()) {
                variables.put(variable.getKey(), variable.getValue());
            }
        }
        Map<String, String> properties = new TreeMap<>();
        for (Map.Entry<String, String> property : systemProperties.entrySet()) {
            if (property.getKey().startsWith(PROPERTY)) {
                properties.put(property.getKey(), property.getValue());
            }
        }
        return new Overrides(variables, properties);
    }

    ConfigValue applyTo(ConfigValue root, Problems problems) {
        ConfigValue value = root;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey().substring(VARIABLE.length());
            SingleOverride override =
                    new SingleOverride("environment variable " + variable.getKey(), variable.getValue(), problems);
            if (isOurs(first(name, '_'))) {
                List<String> path = new ArrayList<>();
                boolean found = EnvironmentName.resolve(ConfigOptions.root(), name, path);
                value = override.applyTo(value, found ? path : EnvironmentName.guess(name));
            }
        }
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String name = property.getKey().substring(PROPERTY.length());
            String first = first(name, '.');
            SingleOverride override =
                    new SingleOverride("system property " + property.getKey(), property.getValue(), problems);
            if (isOurs(first)) {
                value = override.applyTo(value, split(name));
            } else {
                noticeNearMiss(first, property.getKey(), problems);
            }
        }
        return value;
    }

    /** The version describes the file, so nothing outside it can set it. */
    private static boolean isOurs(String first) {
        return !first.equals(ConfigOptions.VERSION.key())
                && ConfigOptions.root().keys().contains(first);
    }

    private static void noticeNearMiss(String first, String property, Problems problems) {
        List<String> keys = new ArrayList<>(ConfigOptions.root().keys());
        keys.addAll(OUTSIDE_THE_FILE);
        String nearest = NearestKey.of(first, keys);
        if (nearest != null && !keys.contains(first)) {
            String text = "not a part of the configuration, and ignored. Did you mean " + PROPERTY + nearest + "?";
            problems.notice(Origin.override("system property " + property), "", text);
        }
    }

    private static String first(String name, char separator) {
        int end = name.indexOf(separator);
        return (end < 0 ? name : name.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static List<String> split(String name) {
        List<String> path = new ArrayList<>();
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            path.add(name.substring(start, dot));
            start = dot + 1;
        }
        path.add(name.substring(start));
        return path;
    }
}
