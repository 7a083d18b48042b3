package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.Engine;
import io.breakwater.extension.WeakMap;
import io.breakwater.instrumentation.jdbc.driver.DataSourceFacts;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.CommonDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The login timeout of a data source, which is the application's own object: ours holds for one acquisition and is then
 * taken back. Who comes meanwhile finds it set, and leaves it alone, so that nobody takes it for the application's.
 *
 * <p>Thread-safety: confined to the calling thread, but for who may set it. Errors: none that is told.
 */
final class LoginTimeout {
    private static final WeakMap<CommonDataSource, AtomicBoolean> CLAIMS = new WeakMap<>();
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = 86_400;

    private final Engine engine;
    private final CommonDataSource dataSource;
    private final AtomicBoolean claim;
    private final int ownSeconds;
    private final int unsetSeconds;
    private int setSeconds;

    private LoginTimeout(
            Engine engine, CommonDataSource dataSource, AtomicBoolean claim, int ownSeconds, int unsetSeconds) {
        this.engine = engine;
        this.dataSource = dataSource;
        this.claim = claim;
        this.ownSeconds = ownSeconds;
        this.unsetSeconds = unsetSeconds;
    }

    /** Null if it has no effect, another caller has set it, or the URL says it. MUST be followed by {@link #takeBack()}. */
    static @Nullable LoginTimeout claim(
            Engine engine, CommonDataSource dataSource, DataSourceFacts facts, String url, Iterable<String> names) {
        if (facts.defaultLoginSeconds() == DataSourceFacts.NO_LOGIN_TIMEOUT
                || isOfOtherVersion(dataSource, facts.otherVersionsMethod())
                || isSaid(new ConnectionUrl(url), names)) {
            return null;
        }
        AtomicBoolean claim = CLAIMS.putIfAbsent(dataSource, new AtomicBoolean());
        if (!claim.compareAndSet(false, true)) {
            return null;
        }
        try {
            int ownSeconds = dataSource.getLoginTimeout();
            return new LoginTimeout(engine, dataSource, claim, ownSeconds, facts.defaultLoginSeconds());
        } catch (SQLException | RuntimeException unreadable) {
            claim.set(false);
            return null;
        }
    }

    private static boolean isSaid(ConnectionUrl url, Iterable<String> names) {
        for (String name : names) {
            if (url.valueOf(name) != null) {
                return true;
            }
        }
        return url.hasSeveralServers();
    }

    private static boolean isOfOtherVersion(Object dataSource, @Nullable String method) {
        try {
            return method != null && dataSource.getClass().getMethod(method) != null;
        } catch (NoSuchMethodException known) {
            return false;
        }
    }

    /**
     * What the application set, or {@link io.breakwater.engine.policy.TimeoutPolicy#NONE}. What HikariCP has set for all
     * drivers of the JVM, and some data sources tell as theirs, is not the application's.
     */
    long ownNanos() {
        boolean isUnset =
                ownSeconds <= 0 || ownSeconds == unsetSeconds || ownSeconds == DriverManager.getLoginTimeout();
        return isUnset ? NONE : ownSeconds * NANOS_PER_SECOND;
    }

    /** Rounded up to seconds. False if it was not set, because it is no shorter, or cannot be. */
    boolean set(long nanos) {
        long seconds = Math.max(1, Math.min(MAX_SECONDS, (nanos - 1) / NANOS_PER_SECOND + 1));
        if (nanos == NONE || (ownSeconds > 0 && ownSeconds <= seconds)) {
            return false;
        }
        try {
            setSeconds = (int) seconds;
            dataSource.setLoginTimeout(setSeconds);
            return true;
        } catch (SQLException | RuntimeException cannot) {
            engine.failedOpen("the login timeout of a data source could not be set", cannot);
            return false;
        }
    }

    /** Puts back what the application had set, unless it has set another one meanwhile. */
    void takeBack() {
        try {
            if (setSeconds > 0 && dataSource.getLoginTimeout() == setSeconds) {
                dataSource.setLoginTimeout(ownSeconds);
            }
        } catch (SQLException | RuntimeException cannot) {
            engine.failedOpen("the application's own login timeout could not be put back", cannot);
        } finally {
            claim.set(false);
        }
    }
}
