package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A list of names: of headers that can carry a deadline, or of hosts. Thread-safety: immutable. */
final class TextsType extends WordsType {
    /** Those whose values the agent can read and write; no other has a meaning. */
    private static final List<String> CARRIERS =
            Collections.unmodifiableList(Arrays.asList("baggage", "x-envoy-expected-rq-timeout-ms", "grpc-timeout"));

    private final boolean hosts;

    private TextsType(boolean hosts) {
        super(Form.ANY_LIST);
        this.hosts = hosts;
    }

    static TextsType headers() {
        return new TextsType(false);
    }

    static TextsType hosts() {
        return new TextsType(true);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        if (!hosts) {
            return carrier(cursor, text);
        }
        try {
            HostPattern pattern = HostPattern.parse(text);
            if (!pattern.kind().isDatabase()) {
                return pattern.toString();
            }
            cursor.refuse(expectedElement(), "A database reads no headers, and is limited all the same; leave it out");
            return null;
        } catch (PatternException e) {
            cursor.refuseShown(e.shown(), e.expected(), e.wayOut());
            return null;
        }
    }

    private @Nullable String carrier(Cursor cursor, String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (CARRIERS.contains(name)) {
            return name;
        }
        String nearest = NearestKey.of(name, CARRIERS);
        String wayOut =
                nearest == null ? "The values of other headers cannot be read" : "Did you mean " + nearest + "?";
        cursor.refuse(expectedElement(), wayOut);
        return null;
    }

    @Override
    Schema elementSchema() {
        return hosts
                ? Schema.text("(?!" + HostPattern.JDBC + ")(?:" + HostPattern.SCHEMA + ")")
                : Schema.words(CARRIERS);
    }

    @Override
    String expectedElement() {
        return hosts ? "host patterns such as \"*.corp.example\" or 10.0.0.0/8" : UnknownKey.list(CARRIERS);
    }
}
