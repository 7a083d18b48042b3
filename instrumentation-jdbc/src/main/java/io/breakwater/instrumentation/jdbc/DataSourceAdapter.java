package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.driver.DataSourceFacts;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A data source that connects without {@code Driver.connect}.
 *
 * <p>Loaded by: the adapter loader, once for each join point. Thread-safety: immutable.
 */
public final class DataSourceAdapter implements Adapter {
    private final Engine engine;
    private final DriverFacts driver;
    private final DataSourceFacts facts;
    private final String methodName;

    public DataSourceAdapter(Engine engine, JoinPoint joinPoint) {
        this.engine = engine;
        this.driver = Drivers.of(joinPoint.className(), joinPoint.detail());
        this.facts = driver.dataSource(joinPoint.className());
        this.methodName = joinPoint.methodName();
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        return GuardedCall.outermost(engine, this::guarded, call);
    }

    private @Nullable DataSourceCall guarded(Object[] call) {
        String url = urlOf(call[0]);
        if (url == null) {
            return null;
        }
        Guard guard = engine.guardFor(Destination.ofDatabase(url), AcquireCall.METHOD, "");
        return guard == null ? null : new DataSourceCall(engine, guard, driver, facts, url, methodName, call);
    }

    /** What the application set, as a URL or in parts; null if that cannot be told. */
    private @Nullable String urlOf(Object dataSource) {
        Object url = told(dataSource, facts.urlMethod());
        String portMethod = facts.portMethod();
        String template = facts.template();
        if (portMethod == null || template == null) {
            return (String) url;
        }
        Object server = told(dataSource, "getServerName");
        if (server == null || (url != null && !((String) url).endsWith("//"))) {
            return (String) url;
        }
        return String.format(
                Locale.ROOT, template, server, told(dataSource, portMethod), told(dataSource, "getDatabaseName"));
    }

    private static @Nullable Object told(Object dataSource, String method) {
        try {
            return dataSource.getClass().getMethod(method).invoke(dataSource);
        } catch (ReflectiveOperationException otherVersion) {
            return null;
        }
    }
}
