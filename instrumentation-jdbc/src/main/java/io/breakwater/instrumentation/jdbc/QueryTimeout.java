package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The query timeout of a driver's statements: in milliseconds where the driver has a method for that, else in seconds.
 * A value is in the driver's own unit, 0 for none.
 *
 * <p>Thread-safety: immutable.
 */
final class QueryTimeout {
    /** Some drivers multiply seconds by 1000 in an int. */
    private static final long MAX_SECONDS = 86_400;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final @Nullable MethodHandle getMillis;
    private final @Nullable MethodHandle setMillis;

    private QueryTimeout(@Nullable MethodHandle getMillis, @Nullable MethodHandle setMillis) {
        this.getMillis = getMillis;
        this.setMillis = setMillis;
    }

    /** The means of the driver whose statement this is. */
    static QueryTimeout of(DriverFacts driver, Statement statement) {
        return of(driver, statement.getClass());
    }

    /** The same, by the class of its statements. */
    static QueryTimeout of(DriverFacts driver, Class<?> statementClass) {
        for (Class<?> type = statementClass; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(driver.millisClass())) {
                return inMillis(type);
            }
        }
        return new QueryTimeout(null, null);
    }

    /** The values were int in early versions. */
    private static QueryTimeout inMillis(Class<?> type) {
        for (Class<?> unit : new Class<?>[] {long.class, int.class}) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                MethodHandle get = lookup.findVirtual(type, "getQueryTimeoutMs", MethodType.methodType(unit));
                MethodHandle set =
                        lookup.findVirtual(type, "setQueryTimeoutMs", MethodType.methodType(void.class, unit));
                return new QueryTimeout(
                        get.asType(MethodType.methodType(long.class, Statement.class)),
                        MethodHandles.explicitCastArguments(
                                set, MethodType.methodType(void.class, Statement.class, long.class)));
            } catch (ReflectiveOperationException otherVersion) {
                // The next unit, or seconds.
            }
        }
        return new QueryTimeout(null, null);
    }

    long read(Statement statement) throws SQLException {
        return getMillis == null ? statement.getQueryTimeout() : invokeGet(getMillis, statement);
    }

    void write(Statement statement, long value) throws SQLException {
        if (setMillis == null) {
            statement.setQueryTimeout((int) value);
        } else {
            invokeSet(setMillis, statement, value);
        }
    }

    long nanosOf(long value) {
        long unitNanos = setMillis == null ? NANOS_PER_SECOND : NANOS_PER_MILLI;
        return value <= 0 || value > NONE / unitNanos ? NONE : value * unitNanos;
    }

    /** Rounded up, so that it is never 0, and at most a day. */
    long valueOf(long nanos) {
        long unitNanos = setMillis == null ? NANOS_PER_SECOND : NANOS_PER_MILLI;
        long cappedNanos = Math.min(nanos, MAX_SECONDS * NANOS_PER_SECOND);
        return Math.max(1, (cappedNanos + unitNanos - 1) / unitNanos);
    }

    private static long invokeGet(MethodHandle get, Statement statement) throws SQLException {
        try {
            return (long) get.invokeExact(statement);
        } catch (SQLException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void invokeSet(MethodHandle set, Statement statement, long value) throws SQLException {
        try {
            set.invokeExact(statement, value);
        } catch (SQLException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
