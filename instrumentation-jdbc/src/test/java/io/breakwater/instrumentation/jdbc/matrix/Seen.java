package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.Observation;
import java.sql.SQLException;

/** One fault, as the application saw it, and what was left afterwards. Immutable. */
final class Seen {
    private final Limit limit;
    private final long elapsedMillis;
    private final Observation observation;
    private final String connection;

    Seen(Limit limit, long elapsedMillis, Observation observation, String connection) {
        this.limit = limit;
        this.elapsedMillis = elapsedMillis;
        this.observation = observation;
        this.connection = connection;
    }

    Limit limit() {
        return limit;
    }

    long elapsedMillis() {
        return elapsedMillis;
    }

    boolean isInTime() {
        return limit.isKept(elapsedMillis);
    }

    Observation observation() {
        return observation;
    }

    String connection() {
        return connection;
    }

    String cell(long rows) {
        return limit.text() + " | " + ending() + " | " + connection + " | " + rows;
    }

    /** {@code PSQLException, 57014}. */
    private String ending() {
        Exception failure = observation.failure();
        if (failure == null) {
            return "none";
        }
        String name = failure.getClass().getSimpleName();
        return failure instanceof SQLException && observation.sqlState() != null
                ? name + ", " + observation.sqlState()
                : name + ", no state";
    }

    @Override
    public String toString() {
        return observation + ", counted as " + elapsedMillis + " ms; connection " + connection;
    }
}
