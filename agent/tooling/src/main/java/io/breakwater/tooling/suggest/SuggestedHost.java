package io.breakwater.tooling.suggest;

import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An entry of {@code hosts}, with what was observed and what it would have done. Thread-safety: immutable. */
final class SuggestedHost {
    private final String match;
    private final boolean isDatabase;
    private final Mode mode;
    private final List<String> observed;
    private final List<String> outcome;
    private final List<SuggestedValue> values;
    private final List<SuggestedRoute> routes;

    SuggestedHost(
            String match,
            boolean isDatabase,
            Mode mode,
            List<String> observed,
            List<String> outcome,
            List<SuggestedValue> values,
            List<SuggestedRoute> routes) {
        this.match = match;
        this.isDatabase = isDatabase;
        this.mode = mode;
        this.observed = Collections.unmodifiableList(new ArrayList<>(observed));
        this.outcome = Collections.unmodifiableList(new ArrayList<>(outcome));
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
        this.routes = Collections.unmodifiableList(new ArrayList<>(routes));
    }

    String match() {
        return match;
    }

    boolean isDatabase() {
        return isDatabase;
    }

    Mode mode() {
        return mode;
    }

    /** The numbers, in sentences. */
    List<String> observed() {
        return observed;
    }

    /** What would have happened to the observed calls, in sentences. */
    List<String> outcome() {
        return outcome;
    }

    /** Those of one block stand together. */
    List<SuggestedValue> values() {
        return values;
    }

    /** The first that matches applies. */
    List<SuggestedRoute> routes() {
        return routes;
    }
}
