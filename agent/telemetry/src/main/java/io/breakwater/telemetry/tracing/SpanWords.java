package io.breakwater.telemetry.tracing;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.Intervention;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of spans and their events, by OpenTelemetry's semantic conventions for HTTP and database clients; ours
 * begin with {@code breakwater.}. No path, no query, no statement, no header: nothing that may hold a secret.
 *
 * <p>Thread-safety: stateless.
 */
final class SpanWords {
    static final String ATTEMPT = "breakwater.attempt";
    static final String MODE = "breakwater.mode";
    static final String ERROR_TYPE = "error.type";
    static final String RESEND_COUNT = "http.request.resend_count";

    /** What OpenTelemetry calls anything that has no name of its own. */
    static final String OTHER = "_OTHER";

    private static final String JDBC = "jdbc:";
    private static final int FIRST_ERROR_STATUS = 400;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final Set<String> METHODS = Collections.unmodifiableSet(new HashSet<>(
            Arrays.asList("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE")));
    private static final Map<String, String> SYSTEMS = new HashMap<>();

    static {
        SYSTEMS.put("oracle", "oracle.db");
        SYSTEMS.put("sqlserver", "microsoft.sql_server");
        SYSTEMS.put("jtds", "microsoft.sql_server");
        SYSTEMS.put("h2", "h2database");
        SYSTEMS.put("hsqldb", "hsqldb");
        SYSTEMS.put("db2", "ibm.db2");
        SYSTEMS.put("redshift", "aws.redshift");
        SYSTEMS.put("sap", "sap.hana");
    }

    private SpanWords() {}

    /** The method if it is a well-known one, so that the number of names is bounded. */
    static String operation(Destination destination, String method) {
        return destination.isDatabase() || METHODS.contains(method) ? method : OTHER;
    }

    /** A client span is named by its operation alone. */
    static String clientName(Destination destination, String method) {
        String operation = operation(destination, method);
        return operation.equals(OTHER) ? "HTTP" : operation;
    }

    static void describe(OpenSpan span, Destination destination, String method) {
        String operation = operation(destination, method);
        if (destination.isDatabase()) {
            describeDatabase(span, destination.host());
            span.set("db.operation.name", operation);
            return;
        }
        span.set("http.request.method", operation);
        span.set("server.address", destination.host());
        span.set("server.port", (long) destination.port());
    }

    /** @param url in the normal form of a destination: {@code jdbc:postgresql://pg.example:5432/orders} */
    private static void describeDatabase(OpenSpan span, String url) {
        int colon = url.indexOf(':', JDBC.length());
        String product = colon < 0 ? "" : url.substring(JDBC.length(), colon);
        span.set("db.system.name", product.isEmpty() ? "other_sql" : SYSTEMS.getOrDefault(product, product));
        String rest = colon < 0 ? "" : url.substring(colon + 1);
        if (!rest.startsWith("//")) {
            return;
        }
        int slash = rest.indexOf('/', 2);
        String server = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
        if (slash > 0 && slash + 1 < rest.length()) {
            span.set("db.namespace", rest.substring(slash + 1));
        }
        setServer(span, server);
    }

    /** Several servers have no single port; they are told as they stand. */
    private static void setServer(OpenSpan span, String server) {
        int colon = server.lastIndexOf(':');
        long port = server.indexOf(',') >= 0 || colon < 0 ? -1 : port(server.substring(colon + 1));
        if (port < 0) {
            span.set("server.address", server);
            return;
        }
        String host = server.substring(0, colon);
        span.set("server.address", host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        span.set("server.port", port);
    }

    private static long port(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException noPort) {
            return -1;
        }
    }

    /** What is told of an intervention, the kind aside. */
    static Map<String, Object> of(Intervention intervention) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("breakwater.kind", intervention.kind().word());
        attributes.put("breakwater.enforced", intervention.isEnforced());
        attributes.put("breakwater.reason", intervention.reason());
        attributes.put("breakwater.origin", intervention.origin());
        if (intervention.attempt() > 0) {
            attributes.put(ATTEMPT, (long) intervention.attempt());
        }
        if (intervention.waitNanos() > 0) {
            attributes.put("breakwater.wait_ms", (intervention.waitNanos() - 1) / NANOS_PER_MILLI + 1);
        }
        return attributes;
    }

    /** What is told of an attempt in an event. */
    static Map<String, Object> of(int attempt, Outcome outcome, long nanos) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(ATTEMPT, (long) attempt);
        attributes.put("breakwater.outcome", outcome.toString());
        attributes.put("breakwater.duration_ms", nanos / NANOS_PER_MILLI);
        if (outcome.status() > 0) {
            attributes.put("http.response.status_code", (long) outcome.status());
        }
        return attributes;
    }

    /** Says how something ended. */
    static void conclude(OpenSpan span, @Nullable Outcome outcome) {
        if (outcome == null) {
            return;
        }
        if (outcome.status() > 0) {
            span.set("http.response.status_code", (long) outcome.status());
        }
        String error = errorType(outcome);
        if (error != null) {
            span.set(ERROR_TYPE, error);
            span.fail();
        }
    }

    /** Null if it went well, or nothing can be said. */
    private static @Nullable String errorType(Outcome outcome) {
        if (outcome.status() > 0) {
            return outcome.status() >= FIRST_ERROR_STATUS ? Integer.toString(outcome.status()) : null;
        }
        FailureClass failure = outcome.failure();
        if (failure != null) {
            return failure.word();
        }
        return outcome == Outcome.OTHER_FAILURE || outcome == Outcome.NOT_STARTED ? OTHER : null;
    }
}
