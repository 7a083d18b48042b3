package io.breakwater.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scalar, a list or a map as written, with its place. Scalars stay text: what {@code 5s} or {@code off} means is
 * decided by the option, not by YAML.
 *
 * <p>Thread-safety: immutable.
 */
final class ConfigValue {
    /** A value together with the place of its key. */
    static final class Entry {
        private final Origin keyOrigin;
        private final ConfigValue value;

        Entry(Origin keyOrigin, ConfigValue value) {
            this.keyOrigin = keyOrigin;
            this.value = value;
        }

        Origin keyOrigin() {
            return keyOrigin;
        }

        ConfigValue value() {
            return value;
        }
    }

    private final Origin origin;
    private final @Nullable String text;
    private final boolean plain;
    private final @Nullable List<ConfigValue> items;
    private final @Nullable Map<String, Entry> entries;

    private ConfigValue(
            Origin origin,
            @Nullable String text,
            boolean plain,
            @Nullable List<ConfigValue> items,
            @Nullable Map<String, Entry> entries) {
        this.origin = origin;
        this.text = text;
        this.plain = plain;
        this.items = items;
        this.entries = entries;
    }

    /** @param plain true if written without quotes, so that YAML might take it for something else than text */
    static ConfigValue scalar(Origin origin, String text, boolean plain) {
        return new ConfigValue(origin, text, plain, null, null);
    }

    static ConfigValue list(Origin origin, List<ConfigValue> items) {
        return new ConfigValue(origin, null, false, Collections.unmodifiableList(items), null);
    }

    static ConfigValue map(Origin origin, Map<String, Entry> entries) {
        return new ConfigValue(origin, null, false, null, Collections.unmodifiableMap(entries));
    }

    static ConfigValue emptyMap(Origin origin) {
        return map(origin, new LinkedHashMap<>());
    }

    Origin origin() {
        return origin;
    }

    /** The text of a scalar, else null. */
    @Nullable
    String text() {
        return text;
    }

    boolean isPlain() {
        return plain;
    }

    /** True if nothing, {@code ~} or {@code null} is written. */
    boolean isMissing() {
        return text != null && plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    /** The elements of a list, else null. */
    @Nullable
    List<ConfigValue> items() {
        return items;
    }

    /** The entries of a map in file order, else null. */
    @Nullable
    Map<String, Entry> entries() {
        return entries;
    }

    /** The value as a message shows it: short, and on one line. */
    String shown() {
        if (isMissing()) {
            return "nothing";
        }
        if (text == null) {
            return items != null ? "a list" : "a block of keys";
        }
        boolean cut = text.length() > MAX_SHOWN;
        String shown = Printable.line(cut ? text.substring(0, MAX_SHOWN) + "..." : text);
        return shown.isEmpty() ? "\"\"" : shown;
    }

    private static final int MAX_SHOWN = 80;
}
