package io.breakwater.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One word of several. Thread-safety: immutable after {@link #and}. */
final class WordType<T> implements ValueType<T> {
    private final Map<String, T> meanings = new LinkedHashMap<>();

    static <T> WordType<T> of(String word, T meaning) {
        return new WordType<T>().and(word, meaning);
    }

    /** {@code true} or {@code false}. */
    static WordType<Boolean> truth() {
        return of("true", true).and("false", false);
    }

    WordType<T> and(String word, T meaning) {
        meanings.put(word, meaning);
        return this;
    }

    @Override
    public @Nullable T read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        T meaning = meanings.get(text);
        if (meaning != null) {
            return meaning;
        }
        cursor.refuse(expected(), wayOut(cursor, text));
        return null;
    }

    private String wayOut(Cursor cursor, String text) {
        if (meanings.containsKey("true")) {
            switch (text.toLowerCase(Locale.ROOT)) {
                case "on":
                case "yes":
                case "y":
                    return "Write true";
                case "off":
                case "no":
                case "n":
                    return "Write false";
                default:
            }
        } else if (cursor.value().isPlain() && Cursor.isYamlBoolean(text)) {
            boolean negative = text.toLowerCase(Locale.ROOT).startsWith("n") || text.equalsIgnoreCase("off");
            String instead = meanings.containsKey("disabled") ? "; write " + (negative ? "disabled" : "enforce") : "";
            return "YAML 1.1 reads " + text + " as a boolean" + instead;
        }
        String nearest = NearestKey.of(text, words());
        return nearest != null ? "Did you mean " + nearest + "?" : "";
    }

    private List<String> words() {
        return new ArrayList<>(meanings.keySet());
    }

    @Override
    public String show(T value) {
        for (Map.Entry<String, T> entry : meanings.entrySet()) {
            if (entry.getValue().equals(value)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("value: " + value + " (expected: one of " + meanings.values() + ")");
    }

    @Override
    public Schema schema() {
        return meanings.containsKey("true") ? Schema.of("boolean") : Schema.words(meanings.keySet());
    }

    @Override
    public String expected() {
        StringBuilder out = new StringBuilder();
        int left = meanings.size();
        for (String word : meanings.keySet()) {
            left--;
            out.append(word).append(left > 1 ? ", " : left == 1 ? " or " : "");
        }
        return out.toString();
    }
}
