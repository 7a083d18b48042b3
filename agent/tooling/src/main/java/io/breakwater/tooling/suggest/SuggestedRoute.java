package io.breakwater.tooling.suggest;

import java.util.Collections;
import java.util.List;

/** What differs for one operation of a host. Thread-safety: immutable. */
final class SuggestedRoute {
    private final String method;
    private final String path;
    private final List<SuggestedValue> values;

    SuggestedRoute(String method, String path, SuggestedValue value) {
        this.method = method;
        this.path = path;
        this.values = Collections.singletonList(value);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    List<SuggestedValue> values() {
        return values;
    }
}
