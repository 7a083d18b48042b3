package io.breakwater.tooling.suggest;

import io.breakwater.config.Configuration;
import io.breakwater.config.Explanation;
import io.breakwater.engine.Destination;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds today for the calls of one destination, and since which line. Thread-safety: immutable. */
final class InForce {
    private static final String BUILT_IN = "built-in";

    private final Configuration configuration;
    private final Destination destination;
    private final @Nullable Explanation host;

    InForce(Configuration configuration, Destination destination) {
        this.configuration = configuration;
        this.destination = destination;
        this.host = explain(destination.isDatabase() ? "SELECT" : "GET", "/");
    }

    private @Nullable Explanation explain(String method, String path) {
        try {
            if (destination.isDatabase()) {
                return configuration.explainDatabase(method, destination.host());
            }
            URI url = new URI(destination.scheme(), null, destination.host(), destination.port(), path, null, null);
            return configuration.explain(method, url);
        } catch (URISyntaxException | IllegalArgumentException strangeHost) {
            return null;
        }
    }

    /** Says beside each value what it takes the place of. */
    List<SuggestedValue> annotated(List<SuggestedValue> values) {
        List<SuggestedValue> annotated = new ArrayList<>();
        for (SuggestedValue value : values) {
            annotated.add(value.withInForce(described(host, value.block() + "." + value.key())));
        }
        return annotated;
    }

    SuggestedValue annotated(SuggestedValue value, String method, String path) {
        return value.withInForce(described(explain(method, path), value.block() + "." + value.key()));
    }

    /** The value alone, or a fallback if it cannot be told. */
    String value(String method, String path, String name, String fallback) {
        Explanation explanation = explain(method, path);
        if (explanation != null) {
            for (Explanation.Row row : explanation.settings()) {
                if (row.name().equals(name)) {
                    return row.value();
                }
            }
        }
        return fallback;
    }

    private static String described(@Nullable Explanation explanation, String name) {
        if (explanation != null) {
            for (Explanation.Row row : explanation.settings()) {
                if (row.name().equals(name)) {
                    return row.value() + " (" + row.from() + ")";
                }
            }
        }
        return "";
    }

    /** What the file in force says about this host and the suggested entry does not, which would be lost. */
    List<String> lost(List<SuggestedValue> values) {
        List<String> lost = new ArrayList<>();
        if (host == null || host.host().startsWith("no entry")) {
            return lost;
        }
        lost.add("Takes the place of " + host.host() + ".");
        for (Explanation.Row row : host.settings()) {
            boolean isSuggested = values.stream()
                    .anyMatch(value -> value.value() != null && row.name().equals(value.block() + "." + value.key()));
            if (!row.from().equals(BUILT_IN) && !isSuggested) {
                lost.add("In force, and not repeated here: " + row.name() + ": " + row.value() + " (" + row.from()
                        + ").");
            }
        }
        return lost;
    }
}
