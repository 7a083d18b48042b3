package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code Driver.connect} with the URL of the application, and with its properties or a copy that says more.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class ConnectCall extends AcquireCall {
    private final DriverFacts facts;
    private final Driver driver;
    private final String url;
    private final @Nullable Properties properties;
    private @Nullable FilledProperties filled;

    ConnectCall(
            Engine engine, Guard guard, DriverFacts facts, Driver driver, String url, @Nullable Properties properties) {
        super(engine, guard, facts.vendorCodes());
        this.facts = facts;
        this.driver = driver;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public BlockingCall.Attempt<Object> prepare(CallSession session) {
        TimeoutPolicy timeouts = guard().policy().timeouts();
        filled = FilledProperties.of(facts, url, properties, session, timeouts);
        FilledProperties more = filled;
        beginLimits(session, more == null ? NONE : more.connectNanos(), more == null ? NONE : more.loginNanos());
        return this;
    }

    @Override
    public @Nullable Object send() throws SQLException {
        FilledProperties more = filled;
        if (more == null) {
            return plain();
        }
        Connection connection = driver.connect(url, more.properties());
        if (connection != null && more.isTakenBack()) {
            takeBack(connection, more.ownNetworkMillis());
        }
        return introduced(connection);
    }

    /** The timeout of the socket was for the login alone: what comes then has the application's own. */
    private void takeBack(Connection connection, int ownMillis) {
        try {
            connection.setNetworkTimeout(Runnable::run, ownMillis);
        } catch (Throwable bug) {
            engine.failedOpen("the timeout of the login could not be taken back", bug);
        }
    }

    @Override
    public @Nullable Object plain() throws SQLException {
        return introduced(driver.connect(url, properties));
    }
}
