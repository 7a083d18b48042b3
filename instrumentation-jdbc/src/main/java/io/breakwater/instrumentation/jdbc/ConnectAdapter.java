package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code Driver.connect}: every connection of a pool, and of most data sources, comes from here. {@code DriverManager} asks
 * every driver; one that does not know the URL is left alone.
 *
 * <p>Loaded by: the adapter loader, once for each join point. Thread-safety: immutable.
 */
public final class ConnectAdapter implements Adapter {
    private final Engine engine;
    private final DriverFacts facts;

    public ConnectAdapter(Engine engine, JoinPoint joinPoint) {
        this.engine = engine;
        this.facts = Drivers.of(joinPoint.className(), joinPoint.detail());
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        return GuardedCall.outermost(engine, this::guarded, call);
    }

    private @Nullable ConnectCall guarded(Object[] call) throws SQLException {
        Driver driver = (Driver) call[0];
        String url = (String) call[1];
        if (url == null || !driver.acceptsURL(url)) {
            return null;
        }
        Guard guard = engine.guardFor(Destination.ofDatabase(url), AcquireCall.METHOD, "");
        return guard == null ? null : new ConnectCall(engine, guard, facts, driver, url, (Properties) call[2]);
    }
}
