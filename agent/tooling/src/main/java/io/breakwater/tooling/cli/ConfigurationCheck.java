package io.breakwater.tooling.cli;

import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.config.source.ConfigSources;
import java.io.File;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The configuration that an agent is about to get, checked here: with the single values of the other JVM's properties and of
 * the command line, but without those of its environment.
 *
 * <p>Thread-safety: immutable.
 */
final class ConfigurationCheck {
    private static final String PREFIX = "breakwater.";

    private final @Nullable String given;
    private final @Nullable File file;
    private final @Nullable LoadResult result;

    private ConfigurationCheck(@Nullable String given, @Nullable File file, @Nullable LoadResult result) {
        this.given = given;
        this.file = file;
        this.result = result;
    }

    /**
     * @param config as it was given; null for what the JVM itself names
     * @param settings single values by key
     */
    static ConfigurationCheck of(@Nullable String config, Map<String, String> settings, Properties properties) {
        Map<String, String> overrides = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            overrides.put(name, properties.getProperty(name));
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            overrides.put(PREFIX + setting.getKey(), setting.getValue());
        }
        String location = config != null
                ? config.trim()
                : overrides.getOrDefault(PREFIX + "config", "").trim();
        // What the JVM names is relative to its own directory.
        String home = config != null ? System.getProperty("user.dir") : properties.getProperty("user.dir", "");
        boolean isPath = !location.isEmpty() && !ConfigSources.isUrl(location);
        File file = isPath ? absolute(location, home) : null;
        String whole = file == null ? location : file.getPath();
        Overrides asked = Overrides.of(new HashMap<>(), overrides);
        LoadResult result =
                whole.isEmpty() ? ConfigurationLoader.load(null, asked) : ConfigurationFile.load(whole, asked);
        return new ConfigurationCheck(config == null || whole.isEmpty() ? null : whole, file, result);
    }

    /** {@code breakwater.mode} as {@code mode}. */
    static Map<String, String> withoutPrefix(Map<String, String> settings) {
        Map<String, String> keys = new LinkedHashMap<>();
        settings.forEach(
                (name, value) -> keys.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, value));
        return keys;
    }

    /** @param home where a relative path begins */
    static File absolute(String path, String home) {
        File file = new File(path);
        File found = file.isAbsolute() ? file : new File(home, path);
        return new File(found.toURI().normalize());
    }

    /** What to pass on: the absolute path or the URL, or null if nothing was asked for here. */
    @Nullable
    String location() {
        return given;
    }

    /** The file that will be read, or null if there is none. */
    @Nullable
    File file() {
        return file;
    }

    boolean isBad() {
        return result != null
                && (result.configuration() == null || !result.problems().isEmpty());
    }

    /** Notes to standard output, problems to standard error. */
    void print(CommandLine command) {
        if (result != null) {
            PrintWriter out = command.getOut();
            ConfigurationFile.print(result.notices(), "note: ", out);
            out.flush();
            ConfigurationFile.print(result.problems(), "", command.getErr());
        }
    }
}
