package io.breakwater.config;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key that has a value. Thread-safety: immutable.
 *
 * @param <T> what the value becomes
 */
public final class ConfigOption<T> {
    private final String key;
    private final ValueType<T> type;
    private final @Nullable String defaultText;
    private final String description;

    /** Derived from the text when it is first asked for; computing it twice does no harm. */
    private @Nullable T defaultValue;

    /** @param defaultText as it would be written, or null if there is no default */
    static <T> ConfigOption<T> option(String key, ValueType<T> type, @Nullable String defaultText, String description) {
        return new ConfigOption<>(key, type, defaultText, description);
    }

    /** The mode of one policy. */
    static ConfigOption<Mode> blockMode() {
        return mode(null, "The mode of this policy alone. `disabled` keeps the numbers.");
    }

    static ConfigOption<Mode> mode(@Nullable String defaultText, String description) {
        WordType<Mode> type = WordType.of("disabled", Mode.DISABLED)
                .and("observe", Mode.OBSERVE)
                .and("enforce", Mode.ENFORCE);
        return option("mode", type, defaultText, description);
    }

    /** How timeouts meet those of the application. */
    static ConfigOption<Apply> apply() {
        return option(
                "apply",
                WordType.of("fill", Apply.FILL).and("cap", Apply.CAP),
                "fill",
                "`fill` sets only what the application left unset; `cap` takes the shorter of the two. A shorter value of"
                        + " the application always wins.");
    }

    private ConfigOption(String key, ValueType<T> type, @Nullable String defaultText, String description) {
        this.key = requireNonNull(key, "key");
        this.type = requireNonNull(type, "type");
        this.defaultText = defaultText;
        this.description = requireNonNull(description, "description");
    }

    /** {@code max-attempts}. */
    public String key() {
        return key;
    }

    /** What is accepted: {@code a duration, 1ms to 8760h, or none}. */
    public String expected() {
        return type.expected();
    }

    /** True if the value is written as a list. */
    public boolean isList() {
        return type.isList();
    }

    /** The built-in value as it would be written in a file, or null if there is none. */
    public @Nullable String defaultText() {
        return defaultText;
    }

    /** What an editor can check of a value. */
    Schema schema() {
        return type.schema();
    }

    /** The elements of the built-in value, if that is a list. */
    List<String> defaultItems() {
        List<ConfigValue> items = defaultText == null
                ? null
                : written(Origin.BUILT_IN, defaultText).items();
        List<String> texts = new ArrayList<>();
        for (int i = 0; items != null && i < items.size(); i++) {
            String text = items.get(i).text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** One or two sentences. */
    public String description() {
        return description;
    }

    /** The built-in value. */
    T defaultValue() {
        T value = defaultValue;
        if (value == null) {
            String text = requireNonNull(defaultText, key);
            Problems problems = new Problems();
            value = read(new Cursor(written(Origin.BUILT_IN, text), key, problems));
            if (value == null) {
                throw new IllegalStateException(problems.problems().toString());
            }
            defaultValue = value;
        }
        return value;
    }

    /** The value as it would stand in a file, given as one text; a list is separated by commas. */
    ConfigValue written(Origin origin, String text) {
        if (!isList()) {
            return ConfigValue.scalar(origin, text, false);
        }
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        String inner = brackets ? text.substring(1, text.length() - 1) : text;
        List<ConfigValue> items = new ArrayList<>();
        int start = 0;
        while (start < inner.length()) {
            int comma = inner.indexOf(',', start);
            int end = comma < 0 ? inner.length() : comma;
            items.add(ConfigValue.scalar(origin, inner.substring(start, end).trim(), false));
            start = end + 1;
        }
        return ConfigValue.list(origin, items);
    }

    @Nullable
    T read(Cursor cursor) {
        return type.read(cursor);
    }

    String show(T value) {
        return type.show(value);
    }
}
