package io.breakwater.engine.database;

/**
 * What a driver can be told of a limit, and what it can be asked to do again: a summary for people. What is done with a
 * driver, its adapter knows by itself, and a test there holds this summary to it.
 *
 * <p>Thread-safety: immutable once built. Time: nanoseconds.
 */
public final class DriverLimits {

    /** How finely a driver takes a limit. */
    public enum Grain {
        /** It takes none. */
        NONE,
        SECONDS,
        MILLIS;

        private static final long SECOND_NANOS = 1_000_000_000L;
        private static final long MOST_NANOS = 86_400L * SECOND_NANOS;

        /** What the driver makes of a limit of whole milliseconds: rounded up to its unit, and at most a day. */
        public long told(long nanos) {
            long cappedNanos = Math.min(nanos, MOST_NANOS);
            return this == SECONDS ? (cappedNanos + SECOND_NANOS - 1) / SECOND_NANOS * SECOND_NANOS : cappedNanos;
        }
    }

    /** Which pure reads can be executed again after the database has rolled them back. */
    public enum Repeats {
        /** None is proven to be one. */
        NOTHING,
        /** Those whose text comes with the call. */
        TEXTS,
        /** Prepared ones, too, whose parameters are still there. */
        PREPARED
    }

    /** Of a driver of which nothing is known but that it is one of JDBC. */
    public static final DriverLimits UNKNOWN = of(Grain.NONE, Grain.NONE, Grain.SECONDS);

    private final Grain connect;
    private final Grain login;
    private final Grain query;
    private Repeats repeats = Repeats.NOTHING;
    private boolean network;
    private boolean oneForBoth;
    private boolean forOneServer;
    private boolean bySocket;
    private boolean ofDataSource;
    private boolean timedByServer;

    private DriverLimits(Grain connect, Grain login, Grain query) {
        this.connect = connect;
        this.login = login;
        this.query = query;
    }

    static DriverLimits of(Grain connect, Grain login, Grain query) {
        return new DriverLimits(connect, login, query);
    }

    DriverLimits repeats(Repeats value) {
        repeats = value;
        return this;
    }

    DriverLimits ofNetwork() {
        network = true;
        return this;
    }

    DriverLimits oneLimitForBoth() {
        oneForBoth = true;
        return this;
    }

    DriverLimits loginForOneServer() {
        forOneServer = true;
        return this;
    }

    DriverLimits loginBySocket() {
        bySocket = true;
        return loginForOneServer();
    }

    DriverLimits loginOfDataSource() {
        ofDataSource = true;
        return this;
    }

    DriverLimits keptByServer() {
        timedByServer = true;
        return this;
    }

    /** Of connecting alone. */
    public Grain connect() {
        return connect;
    }

    /** Until the database has let us in. */
    public Grain login() {
        return login;
    }

    /** Of one statement; {@link Grain#NONE} also if what the driver takes does not end what executes. */
    public Grain query() {
        return query;
    }

    public Repeats repeats() {
        return repeats;
    }

    /** True if a connection can be given up whose peer has fallen silent. */
    public boolean endsSilence() {
        return network;
    }

    /** True if there is one limit for connecting and the login: the shorter of ours. */
    public boolean isOneForBoth() {
        return oneForBoth;
    }

    /** True if the login has a limit only where the URL names one server. */
    public boolean isLoginForOneServer() {
        return forOneServer;
    }

    /** True if the login's limit is a timeout of the socket, and not set where the driver reconnects by itself. */
    public boolean isLoginBySocket() {
        return bySocket;
    }

    /** True if the driver has data sources of its own that are told the login's limit alone, in whole seconds. */
    public boolean isLoginOfDataSource() {
        return ofDataSource;
    }

    /** True if the server keeps the limit of a statement, so that some statements are not given any. */
    public boolean isTimedByServer() {
        return timedByServer;
    }
}
