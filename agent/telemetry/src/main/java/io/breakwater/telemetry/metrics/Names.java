package io.breakwater.telemetry.metrics;

import io.breakwater.engine.Destination;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** What stands in labels for destinations and methods, so that there is no end of neither. Thread-safety: immutable. */
final class Names {
    /** Whatever is not counted apart. */
    static final String OTHER = "other";

    /** The scope of a destination as a whole. */
    static final String WHOLE = "all";

    private static final Set<String> HTTP_METHODS =
            set("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY");

    /** What the engine calls an operation of a database. */
    private static final Set<String> OPERATIONS = set("CONNECT", "SELECT", "EXECUTE", "BATCH", "CALL");

    private Names() {}

    private static Set<String> set(String... words) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(words)));
    }

    /** The method itself if it is a usual one. */
    static String method(String method) {
        return HTTP_METHODS.contains(method) || OPERATIONS.contains(method) ? method : OTHER;
    }

    /** Where the destination does not tell, because it stands for many. */
    static boolean isOfDatabase(String method) {
        return OPERATIONS.contains(method);
    }

    /** True if it is a destination of its own, and neither stands for others nor for nobody. */
    static boolean isApart(Destination destination) {
        return destination.port() > 0 || destination.isDatabase();
    }

    static String scope(String scope) {
        return scope.isEmpty() ? WHOLE : scope;
    }
}
