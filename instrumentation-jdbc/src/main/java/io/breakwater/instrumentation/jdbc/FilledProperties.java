package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import java.sql.DriverManager;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The application's properties with the limits that it left unset, or set longer than it may. A copy: the application's own
 * are never changed. What the URL says stays as it is.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class FilledProperties {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Properties properties;
    private long connectNanos = NONE;
    private long loginNanos = NONE;
    private boolean takenBack;
    private int ownNetworkMillis;

    private FilledProperties(Properties properties) {
        this.properties = properties;
    }

    /** Null if there is nothing to add. Tells the session which limits the driver can keep. */
    static @Nullable FilledProperties of(
            DriverFacts facts, String url, @Nullable Properties own, CallSession session, TimeoutPolicy timeouts) {
        boolean hasDeadline = session.deadlineNanos() != NONE;
        if (timeouts.mode() == Mode.DISABLED && !hasDeadline) {
            return null;
        }
        ConnectionUrl asked = new ConnectionUrl(url);
        long ownLoginNanos = ownNanos(facts, asked, own, Limit.LOGIN);
        long ownConnectNanos = ownNanos(facts, asked, own, Limit.CONNECT);
        long loginNanos = session.limitAttempt(ownLoginNanos);
        long connectNanos = session.connectLimitNanos(ownConnectNanos);
        long cancelNanos = connectNanos;
        boolean enforced = hasDeadline || timeouts.mode() == Mode.ENFORCE;
        if (!enforced) {
            loginNanos = wouldBe(timeouts, timeouts.attemptNanos(), ownLoginNanos);
            connectNanos = wouldBe(timeouts, timeouts.connectNanos(), ownConnectNanos);
            cancelNanos = connectNanos;
        }
        if (hasDeadline) {
            loginNanos = lasting(loginNanos, limit(timeouts, timeouts.attemptNanos(), ownLoginNanos));
            connectNanos = lasting(connectNanos, limit(timeouts, timeouts.connectNanos(), ownConnectNanos));
            cancelNanos = limit(timeouts, timeouts.connectNanos(), ownConnectNanos);
        }
        FilledProperties filled = new FilledProperties(own == null ? new Properties() : (Properties) own.clone());
        boolean changed =
                filled.add(facts, asked, connectNanos, shorterForAllDrivers(loginNanos), cancelNanos, timeouts);
        session.ruleOut(filled.connectNanos == NONE, filled.loginNanos == NONE);
        return changed && enforced ? filled : null;
    }

    /** Without the deadline. */
    private static long limit(TimeoutPolicy timeouts, long nanos, long ownNanos) {
        return timeouts.mode() == Mode.ENFORCE ? wouldBe(timeouts, nanos, ownNanos) : NONE;
    }

    /**
     * A driver keeps what it is told as long as the connection lives, and connects once more by it to cancel a statement; the
     * deadline is that of one request. So one of less than a second is a second here.
     */
    private static long lasting(long nanos, long withoutDeadlineNanos) {
        return Math.min(withoutDeadlineNanos, Math.max(nanos, NANOS_PER_SECOND));
    }

    private static long wouldBe(TimeoutPolicy timeouts, long nanos, long ownNanos) {
        return ownNanos == NONE || timeouts.apply() == Apply.CAP ? nanos : NONE;
    }

    /**
     * HikariCP sets one for all drivers of the JVM, and not every driver asks for it: so it is no limit of the application's,
     * but a shorter one holds.
     */
    private static long shorterForAllDrivers(long nanos) {
        int seconds = DriverManager.getLoginTimeout();
        return nanos == NONE || seconds <= 0 ? nanos : Math.min(nanos, seconds * NANOS_PER_SECOND);
    }

    /** What the application set itself, by URL or property. */
    private static long ownNanos(DriverFacts facts, ConnectionUrl url, @Nullable Properties own, Limit limit) {
        long shortestNanos = NONE;
        for (LoginProperty property : facts.loginProperties()) {
            String value = url.valueOf(property.name());
            if (value == null && own != null) {
                value = own.getProperty(property.name());
            }
            if ((property.limit() == limit || property.limit() == Limit.WHOLE) && value != null) {
                shortestNanos = Math.min(shortestNanos, Math.max(0, property.nanosOf(value)));
            }
        }
        return shortestNanos;
    }

    private boolean add(
            DriverFacts facts,
            ConnectionUrl url,
            long connectNanos,
            long loginNanos,
            long cancelNanos,
            TimeoutPolicy timeouts) {
        boolean changed = false;
        for (LoginProperty property : facts.loginProperties()) {
            boolean isSetForGood =
                    property.limit() == Limit.CANCEL && timeouts.apply() == Apply.FILL && has(property.name());
            long nanos = limitOf(property, connectNanos, loginNanos, Math.min(cancelNanos, timeouts.graceNanos()));
            if (!isSetForGood && add(property, url, nanos)) {
                remember(property.limit(), connectNanos, loginNanos);
                changed = true;
            }
        }
        String keepAlive = facts.keepAlive();
        if (keepAlive != null
                && timeouts.mode() != Mode.DISABLED
                && url.valueOf(keepAlive) == null
                && !has(keepAlive)) {
            properties.setProperty(keepAlive, "true");
            changed = true;
        }
        return changed;
    }

    private static long limitOf(LoginProperty property, long connectNanos, long loginNanos, long cancelNanos) {
        switch (property.limit()) {
            case LOGIN:
                return loginNanos;
            case WHOLE:
                return Math.min(connectNanos, loginNanos);
            case CANCEL:
                return cancelNanos;
            default:
                return connectNanos;
        }
    }

    private void remember(Limit limit, long connect, long login) {
        if (limit == Limit.CONNECT || limit == Limit.WHOLE) {
            connectNanos = connect;
        }
        if (limit == Limit.LOGIN || limit == Limit.WHOLE) {
            loginNanos = login;
        }
    }

    private boolean add(LoginProperty property, ConnectionUrl url, long limitNanos) {
        if (limitNanos == NONE
                || isKept(property, url, limitNanos)
                || (property.isForOneServer() && url.hasSeveralServers())
                || (property.isTakenBack() && url.mentions("autoReconnect"))) {
            return false;
        }
        if (property.isTakenBack()) {
            takenBack = true;
            ownNetworkMillis = millisOf(property, properties.getProperty(property.name()));
        }
        properties.setProperty(property.name(), property.valueOf(limitNanos));
        return true;
    }

    /** True if the application set it in the URL, in a way that we cannot read, or no longer than ours. */
    private boolean isKept(LoginProperty property, ConnectionUrl url, long limitNanos) {
        if (url.valueOf(property.name()) != null) {
            return true;
        }
        String own = properties.getProperty(property.name());
        return own == null ? has(property.name()) : property.nanosOf(own) <= limitNanos;
    }

    private static int millisOf(LoginProperty property, @Nullable String own) {
        long nanos = own == null ? NONE : property.nanosOf(own);
        return nanos == NONE ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.max(1, nanos / NANOS_PER_MILLI));
    }

    /** Also a value that is not a text. */
    private boolean has(String name) {
        return properties.getProperty(name) != null || properties.containsKey(name);
    }

    /** What the driver was told about connecting, or {@link TimeoutPolicy#NONE}. */
    long connectNanos() {
        return connectNanos;
    }

    /** What the driver was told about the login as a whole, or {@link TimeoutPolicy#NONE}. */
    long loginNanos() {
        return loginNanos;
    }

    Properties properties() {
        return properties;
    }

    /** True if the timeout of the socket has to be the application's again once the database has let us in. */
    boolean isTakenBack() {
        return takenBack;
    }

    /** The application's own timeout of the socket, in milliseconds; 0 for none. */
    int ownNetworkMillis() {
        return ownNetworkMillis;
    }
}
