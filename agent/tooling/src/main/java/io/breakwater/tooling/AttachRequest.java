package io.breakwater.tooling;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of a JVM that it loads the agent into, as the agent's arguments: {@code
 * attach?jar=...&request=...&config=...&set.mode=observe}, or {@code detach?jar=...&request=...&wait=30000&by=...}. Escaped as
 * in forms, because arguments travel in whatever encoding the two JVMs have. Anything else is the name of a configuration, as
 * with {@code -javaagent}.
 *
 * <p>The form outlives its version: the agent that reads it may be older or newer than the command line. Unknown keys are
 * passed over.
 *
 * <p>Thread-safety: immutable.
 */
public final class AttachRequest {
    private static final String ATTACH = "attach";
    private static final String DETACH = "detach";
    private static final String JAR = "jar";
    private static final String ID = "request";
    private static final String CONFIG = "config";
    private static final String LOG = "log";
    private static final String WAIT = "wait";
    private static final String BY = "by";
    private static final String SET = "set.";
    private static final String UTF_8 = "UTF-8";

    private final String action;
    private final Map<String, String> values;

    private AttachRequest(String action, Map<String, String> values) {
        this.action = action;
        this.values = values;
    }

    /**
     * @param jar of the agent that shall be loaded, absolute
     * @param id by which the answer is known
     * @param config null for what the JVM itself was started with, or nothing
     * @param logLevel {@code info}, or null for what the JVM itself was started with
     * @param settings by key of the configuration
     */
    public static AttachRequest attach(
            String jar, String id, @Nullable String config, @Nullable String logLevel, Map<String, String> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(JAR, jar);
        values.put(ID, id);
        if (config != null) {
            values.put(CONFIG, config);
        }
        if (logLevel != null) {
            values.put(LOG, logLevel);
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            values.put(SET + setting.getKey(), setting.getValue());
        }
        return new AttachRequest(ATTACH, values);
    }

    /**
     * @param waitMillis how long calls under way may take to end
     * @param by who decides it, for the log
     */
    public static AttachRequest detach(String jar, String id, long waitMillis, String by) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(JAR, jar);
        values.put(ID, id);
        values.put(WAIT, Long.toString(waitMillis));
        values.put(BY, by);
        return new AttachRequest(DETACH, values);
    }

    /** @throws IllegalArgumentException if it is none */
    static AttachRequest parse(String arguments) {
        int query = arguments.indexOf('?');
        String action = query < 0 ? "" : arguments.substring(0, query);
        if (!action.equals(ATTACH) && !action.equals(DETACH)) {
            throw new IllegalArgumentException("request: " + action + " (expected: attach or detach)");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : arguments.substring(query + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new AttachRequest(action, values);
    }

    boolean isDetach() {
        return action.equals(DETACH);
    }

    public String id() {
        return values.getOrDefault(ID, "");
    }

    @Nullable
    String config() {
        return values.get(CONFIG);
    }

    @Nullable
    String logLevel() {
        return values.get(LOG);
    }

    long waitMillis() {
        try {
            return Math.max(0, Long.parseLong(values.getOrDefault(WAIT, "0")));
        } catch (NumberFormatException otherVersion) {
            return 0;
        }
    }

    String by() {
        return values.getOrDefault(BY, "");
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getKey().startsWith(SET)) {
                settings.put(value.getKey().substring(SET.length()), value.getValue());
            }
        }
        return settings;
    }

    /** The arguments of the agent; ASCII. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(action);
        char separator = '?';
        for (Map.Entry<String, String> value : values.entrySet()) {
            text.append(separator).append(encoded(value.getKey())).append('=').append(encoded(value.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    /** Slashes stay: the whole must fit into what old JVMs take. */
    private static String encoded(String text) {
        try {
            return URLEncoder.encode(text, UTF_8).replace("%2F", "/");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
