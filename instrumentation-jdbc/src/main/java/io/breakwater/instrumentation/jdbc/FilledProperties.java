package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
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
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Properties properties;
    private boolean takenBack;

    private FilledProperties(Properties properties) {
        this.properties = properties;
    }

    /** Null if there is nothing to add. */
    static @Nullable FilledProperties of(
            DriverFacts facts, String url, @Nullable Properties own, CallSession session, TimeoutPolicy timeouts) {
        if (timeouts.mode() == Mode.DISABLED) {
            return null;
        }
        ConnectionUrl asked = new ConnectionUrl(url);
        long loginNanos = session.limitAttempt(ownNanos(facts, asked, own, Limit.LOGIN));
        if (timeouts.mode() != Mode.ENFORCE) {
            return null;
        }
        loginNanos = shorterForAllDrivers(loginNanos);
        long connectNanos = session.connectLimitNanos(ownNanos(facts, asked, own, Limit.CONNECT));
        FilledProperties filled = new FilledProperties(own == null ? new Properties() : (Properties) own.clone());
        boolean changed = false;
        for (LoginProperty property : facts.loginProperties()) {
            changed |= filled.add(property, asked, property.limit() == Limit.LOGIN ? loginNanos : connectNanos);
        }
        String keepAlive = facts.keepAlive();
        if (keepAlive != null && asked.valueOf(keepAlive) == null && !filled.has(keepAlive)) {
            filled.properties.setProperty(keepAlive, "true");
            changed = true;
        }
        return changed ? filled : null;
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
            if (property.limit() == limit && value != null) {
                shortestNanos = Math.min(shortestNanos, Math.max(0, property.nanosOf(value)));
            }
        }
        return shortestNanos;
    }

    private boolean add(LoginProperty property, ConnectionUrl url, long limitNanos) {
        if (limitNanos == NONE
                || url.valueOf(property.name()) != null
                || (property.isForOneServer() && url.hasSeveralServers())
                || (property.isTakenBack() && url.mentions("autoReconnect"))) {
            return false;
        }
        String own = properties.getProperty(property.name());
        if (own == null ? has(property.name()) : property.nanosOf(own) <= limitNanos) {
            return false;
        }
        properties.setProperty(property.name(), property.valueOf(limitNanos));
        takenBack |= own == null && property.isTakenBack();
        return true;
    }

    /** Also a value that is not a text. */
    private boolean has(String name) {
        return properties.getProperty(name) != null || properties.containsKey(name);
    }

    Properties properties() {
        return properties;
    }

    /** True if a timeout of the socket has to be switched off once the database has let us in. */
    boolean isTakenBack() {
        return takenBack;
    }
}
