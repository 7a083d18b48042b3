package io.breakwater.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a JSON Schema, keyword by keyword. Patterns are regular expressions as ECMAScript and Java both read them.
 *
 * <p>Thread-safety: not while it is built. Source: JSON Schema, draft 7.
 */
final class Schema {
    private final Map<String, Object> keywords = new LinkedHashMap<>();

    private Schema() {}

    static Schema empty() {
        return new Schema();
    }

    static Schema of(String type) {
        return empty().with("type", type);
    }

    /** A text that is as the pattern says, from its beginning to its end. */
    static Schema text(String pattern) {
        return of("string").with("pattern", "^(?:" + pattern + ")$");
    }

    static Schema word(String word) {
        return empty().with("const", word);
    }

    static Schema words(Collection<String> words) {
        return empty().with("enum", new ArrayList<>(words));
    }

    static Schema number(String type, Number least, Number most) {
        return of(type).with("minimum", least).with("maximum", most);
    }

    static Schema anyOf(Schema... choices) {
        return empty().with("anyOf", Arrays.asList(choices));
    }

    static Schema reference(String definition) {
        return empty().with("$ref", "#/definitions/" + definition);
    }

    /** Behind what is there already. */
    Schema with(String keyword, Object value) {
        keywords.put(keyword, plain(value));
        return this;
    }

    /** The keywords and what they say, in maps, lists, texts, numbers and truth values. */
    Map<String, Object> keywords() {
        return keywords;
    }

    private static Object plain(Object value) {
        if (value instanceof Schema) {
            return ((Schema) value).keywords;
        }
        if (value instanceof List) {
            List<Object> list = new ArrayList<>();
            for (Object element : (List<?>) value) {
                list.add(plain(element));
            }
            return list;
        }
        return value;
    }
}
