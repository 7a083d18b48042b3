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
    private final @Nullable List<Integer> numbers;
    private final @Nullable Map<String, Entry> entries;

    private ConfigValue(
            Origin origin,
            @Nullable String text,
            boolean plain,
            @Nullable List<ConfigValue> items,
            @Nullable List<Integer> numbers,
            @Nullable Map<String, Entry> entries) {
        this.origin = origin;
        this.text = text;
        this.plain = plain;
        this.items = items;
        this.numbers = numbers;
        this.entries = entries;
    }

    /** @param plain true if written without quotes, so that YAML might take it for something else than text */
    static ConfigValue scalar(Origin origin, String text, boolean plain) {
        return new ConfigValue(origin, text, plain, null, null, null);
    }

    static ConfigValue list(Origin origin, List<ConfigValue> items) {
        return new ConfigValue(origin, null, false, Collections.unmodifiableList(items), null, null);
    }

    /** A list of what stands in the lists of several files; {@code numbers} says which entry of its own list each was. */
    static ConfigValue gathered(Origin origin, List<ConfigValue> items, List<Integer> numbers) {
        return new ConfigValue(
                origin, null, false, Collections.unmodifiableList(items), Collections.unmodifiableList(numbers), null);
    }

    static ConfigValue map(Origin origin, Map<String, Entry> entries) {
        return new ConfigValue(origin, null, false, null, null, Collections.unmodifiableMap(entries));
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

    /** True if the elements come from several files, so that their numbers say nothing without the file. */
    boolean isGathered() {
        return numbers != null;
    }

    /** The number of an element in the list that it was written in, counted from 0. */
    int number(int index) {
        return numbers == null ? index : numbers.get(index);
    }

    /** The entries of a map in file order, else null. */
    @Nullable
    Map<String, Entry> entries() {
        return entries;
    }

    /** True if both mean the same, wherever they are written. */
    boolean isSameAs(ConfigValue other) {
        if (items != null && other.items != null && items.size() == other.items.size()) {
            for (int i = 0; i < items.size(); i++) {
                if (!items.get(i).isSameAs(other.items.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (entries != null && other.entries != null && entries.keySet().equals(other.entries.keySet())) {
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                Entry same = other.entries.get(entry.getKey());
                if (same == null || !entry.getValue().value().isSameAs(same.value())) {
                    return false;
                }
            }
            return true;
        }
        return text != null && text.equals(other.text) && isMissing() == other.isMissing();
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
