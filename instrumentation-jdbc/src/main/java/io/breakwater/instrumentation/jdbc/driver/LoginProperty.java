package io.breakwater.instrumentation.jdbc.driver;

import java.util.Locale;

/**
 * A connection property by which a driver is told a limit.
 *
 * <p>Thread-safety: immutable.
 */
public final class LoginProperty {

    /** Which of our limits the property takes. */
    public enum Limit {
        /** Until the connection stands. */
        CONNECT,
        /** Until the database has let us in. */
        LOGIN,
        /** Both, as the driver has no other: the shorter one. */
        WHOLE,
        /** Until a statement is cancelled over a connection of its own: as long as for any other, within the network's grace. */
        CANCEL
    }

    /** How the driver wants a duration. */
    public enum Unit {
        MILLIS,
        /** Whole seconds, rounded up. */
        SECONDS,
        /** Seconds with a fraction. */
        FRACTIONAL_SECONDS
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = 86_400;

    private final String name;
    private final Limit limit;
    private final Unit unit;
    private final boolean oneServerOnly;
    private final boolean takenBack;

    private LoginProperty(String name, Limit limit, Unit unit, boolean oneServerOnly, boolean takenBack) {
        this.name = name;
        this.limit = limit;
        this.unit = unit;
        this.oneServerOnly = oneServerOnly;
        this.takenBack = takenBack;
    }

    static LoginProperty of(String name, Limit limit, Unit unit) {
        return new LoginProperty(name, limit, unit, false, false);
    }

    /** The same, for a URL with one server alone: the property holds for all of them together. */
    LoginProperty forOneServer() {
        return new LoginProperty(name, limit, unit, true, takenBack);
    }

    /**
     * The same, as a timeout of the socket that is the application's again once the database has let us in. Not where the
     * driver reconnects by itself, because nobody would put it back then.
     */
    LoginProperty takenBackAfterLogin() {
        return new LoginProperty(name, limit, unit, true, true);
    }

    public String name() {
        return name;
    }

    public Limit limit() {
        return limit;
    }

    public boolean isForOneServer() {
        return oneServerOnly;
    }

    public boolean isTakenBack() {
        return takenBack;
    }

    /** A limit in the driver's words; never 0, which is none, and at most a day. */
    public String valueOf(long nanos) {
        long cappedNanos = Math.min(nanos, MAX_SECONDS * NANOS_PER_SECOND);
        long millis = Math.max(1, (cappedNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        switch (unit) {
            case MILLIS:
                return Long.toString(millis);
            case SECONDS:
                return Long.toString((millis + 999) / 1000);
            default:
                return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
        }
    }

    /**
     * What the application set, in nanoseconds: {@link Long#MAX_VALUE} for none, which all drivers write as 0, and -1 for
     * what nobody can read.
     */
    public long nanosOf(String value) {
        try {
            double number = Double.parseDouble(value.trim());
            if (number <= 0) {
                return Long.MAX_VALUE;
            }
            return (long) (number * (unit == Unit.MILLIS ? NANOS_PER_MILLI : NANOS_PER_SECOND));
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }
}
