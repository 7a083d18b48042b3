package io.breakwater.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of words, each checked by itself. Thread-safety: implementations are immutable. */
abstract class ListType<T> implements ValueType<T> {
    /** What a list may lack. */
    enum Form {
        /** A list, possibly empty. */
        ANY_LIST,
        /** A list with at least one element. */
        NOT_EMPTY,
        /** A list with at least one element, or a single word. */
        WORD_OR_LIST
    }

    private final Form form;

    ListType(Form form) {
        this.form = form;
    }

    /** The word in its normal form, or null if it was refused. */
    abstract @Nullable String element(Cursor cursor, String text);

    abstract T combine(List<String> words);

    abstract String expectedElement();

    abstract Schema elementSchema();

    @Override
    public @Nullable T read(Cursor cursor) {
        List<ConfigValue> items = cursor.value().items();
        if (items == null) {
            return single(cursor);
        }
        if (items.isEmpty() && form != Form.ANY_LIST) {
            cursor.refuse(expected(), "Remove the line, or name at least one");
            return null;
        }
        List<String> words = new ArrayList<>();
        boolean good = true;
        for (int i = 0; i < items.size(); i++) {
            String word = word(cursor.item(i));
            good &= word != null;
            if (word != null && !words.contains(word)) {
                words.add(word);
            }
        }
        return good ? combine(words) : null;
    }

    /** In quotes if YAML would read something else, as an alias in {@code *.corp.example}. */
    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = Character.isLetterOrDigit(c) || (i > 0 && (c == '-' || c == '.' || c == '_' || c == '/'));
            if (!plain) {
                return "\"" + text + "\"";
            }
        }
        return text;
    }

    private @Nullable T single(Cursor cursor) {
        String text = cursor.value().text();
        if (form != Form.WORD_OR_LIST || cursor.value().isMissing()) {
            String wayOut = text == null || cursor.value().isMissing() ? "" : "Write [" + quoted(text) + "]";
            cursor.refuse(expected(), wayOut);
            return null;
        }
        String word = word(cursor);
        if (word == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        words.add(word);
        return combine(words);
    }

    private @Nullable String word(Cursor cursor) {
        String text = cursor.text(expectedElement());
        return text == null ? null : element(cursor, text);
    }

    @Override
    public Schema schema() {
        Schema list = Schema.of("array").with("items", elementSchema());
        if (form != Form.ANY_LIST) {
            list.with("minItems", 1);
        }
        return form == Form.WORD_OR_LIST ? Schema.anyOf(elementSchema(), list) : list;
    }

    @Override
    public String expected() {
        return (form == Form.WORD_OR_LIST ? "one or a list of " : "a list of ") + expectedElement();
    }

    @Override
    public boolean isList() {
        return true;
    }

    /** {@code [a, b]}. */
    static String show(Iterable<String> words) {
        StringBuilder out = new StringBuilder("[");
        for (String word : words) {
            out.append(out.length() > 1 ? ", " : "").append(word);
        }
        return out.append(']').toString();
    }
}
