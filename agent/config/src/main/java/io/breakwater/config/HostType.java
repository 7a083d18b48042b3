package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import io.breakwater.engine.database.DatabaseUrl;
import io.breakwater.engine.database.KnownProduct;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pattern of hosts. Thread-safety: immutable. */
final class HostType implements ValueType<HostPattern> {
    private static final String JDBC = "jdbc:";

    @Override
    public @Nullable HostPattern read(Cursor cursor) {
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        String key = entries == null || entries.size() != 1
                ? ""
                : entries.keySet().iterator().next();
        if (key.startsWith(JDBC)) {
            cursor.refuse(expected(), YamlFault.quotedUrl(key + ":"));
            return null;
        }
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        try {
            return HostPattern.parse(text);
        } catch (PatternException e) {
            cursor.refuseShown(e.shown(), e.expected(), wayOut(text, e));
            return null;
        }
    }

    /** A product that is misspelt is not understood as it would be if it were not. */
    private static String wayOut(String text, PatternException e) {
        String product = DatabaseUrl.parse(text).product();
        boolean misspelt = text.regionMatches(true, 0, JDBC, 0, JDBC.length()) && KnownProduct.of(product) == null;
        KnownProduct meant = misspelt ? DatabaseProduct.meantBy(product) : null;
        return meant == null ? e.wayOut() : DatabaseProduct.question(meant);
    }

    @Override
    public String show(HostPattern value) {
        return value.toString();
    }

    @Override
    public Schema schema() {
        return Schema.text(HostPattern.SCHEMA);
    }

    @Override
    public String expected() {
        return "a host pattern";
    }
}
