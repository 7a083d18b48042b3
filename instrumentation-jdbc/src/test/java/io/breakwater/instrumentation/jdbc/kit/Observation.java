package io.breakwater.instrumentation.jdbc.kit;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** How one piece of work with a database ended, and after what time. Immutable. */
public final class Observation {
    /** What is observed. */
    public interface Work {
        Object run() throws Exception;
    }

    private final long elapsedNanos;
    private final Object result;
    private final Exception failure;

    private Observation(long elapsedNanos, Object result, Exception failure) {
        this.elapsedNanos = elapsedNanos;
        this.result = result;
        this.failure = failure;
    }

    /** Runs it in the calling thread. What is thrown is kept, errors apart. */
    public static Observation of(Work work) {
        long startNanos = System.nanoTime();
        try {
            Object result = work.run();
            return new Observation(System.nanoTime() - startNanos, result, null);
        } catch (Exception e) {
            return new Observation(System.nanoTime() - startNanos, null, e);
        }
    }

    /** The same ending, after another time. */
    public Observation after(long nanos) {
        return new Observation(nanos, result, failure);
    }

    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(elapsedNanos);
    }

    public Object result() {
        return result;
    }

    /** What was thrown; null if nothing was. */
    public Exception failure() {
        return failure;
    }

    public boolean hasFailed() {
        return failure != null;
    }

    /** Of the exception; null if there was none, or it has none. */
    public String sqlState() {
        return failure instanceof SQLException ? ((SQLException) failure).getSQLState() : null;
    }

    /** Of the exception; 0 if there was none, or it has none. */
    public int vendorCode() {
        return failure instanceof SQLException ? ((SQLException) failure).getErrorCode() : 0;
    }

    @Override
    public String toString() {
        String end = failure == null
                ? "returned " + result
                : failure.getClass().getSimpleName() + " " + sqlState() + "/" + vendorCode() + " "
                        + failure.getMessage();
        return end + " after " + elapsedMillis() + " ms";
    }
}
