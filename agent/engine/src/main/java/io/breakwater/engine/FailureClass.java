package io.breakwater.engine;

/**
 * The kinds of failure that policies name. The words are those of the configuration file.
 *
 * <p>Source: Envoy's {@code retry_on} conditions; RFC 9110 section 9.2.2 and RFC 9113 section 8.7 for what is provably
 * not processed; the SQLSTATE classes 08, 40, 53 and 57 of ISO 9075 and PostgreSQL for databases.
 */
public enum FailureClass {
    /** No connection: refused, unreachable, unresolved, connect timeout, TLS not established. Never sent. */
    CONNECT_FAILURE("connect-failure", true),
    /** The peer says that it did not process the request (HTTP/2 REFUSED_STREAM, GOAWAY). Never processed. */
    REFUSED_STREAM("refused-stream", true),
    /** The connection broke after the request, or a part of it, was sent. The outcome is unknown. */
    RESET("reset", false),
    /** Status 502, 503 or 504. */
    GATEWAY_ERROR("gateway-error", false),
    /** An attempt took longer than it may. The outcome is unknown. */
    ATTEMPT_TIMEOUT("attempt-timeout", false),
    /** Status 429. */
    TOO_MANY_REQUESTS("too-many-requests", false),
    /** The connection to a database broke while it was in use. The outcome is unknown. */
    CONNECTION_LOST("connection-lost", false),
    /** A database that starts, stops or is full refuses the connection or the statement. Never executed. */
    SERVER_SHUTDOWN("server-shutdown", true),
    /**
     * The database rolled back for the sake of others: serialization failure, deadlock, lock timeout. Only a pure read
     * outside any transaction can be repeated by itself, and so this does not count as never sent.
     */
    SERIALIZATION_FAILURE("serialization-failure", false);

    private final String word;
    private final boolean neverSent;

    FailureClass(String word, boolean neverSent) {
        this.word = word;
        this.neverSent = neverSent;
    }

    /** The word in the configuration file. */
    public String word() {
        return word;
    }

    /** True if the request provably had no effect, so that any method may be repeated. */
    public boolean isNeverSent() {
        return neverSent;
    }
}
