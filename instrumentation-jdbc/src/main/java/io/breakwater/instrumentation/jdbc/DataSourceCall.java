package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.instrumentation.jdbc.driver.DataSourceFacts;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source's own way to a connection. It has properties of its own, which are the application's; of these we set the
 * login timeout, for as long as the call takes.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class DataSourceCall extends AcquireCall {
    private final DriverFacts driver;
    private final DataSourceFacts facts;
    private final String url;
    private final String methodName;
    private final Object[] call;
    private @Nullable LoginTimeout limit;

    /** @param call the data source, then user and password or nothing */
    DataSourceCall(
            Engine engine,
            Guard guard,
            DriverFacts driver,
            DataSourceFacts facts,
            String url,
            String methodName,
            Object[] call) {
        super(engine, guard, driver.vendorCodes());
        this.driver = driver;
        this.facts = facts;
        this.url = url;
        this.methodName = methodName;
        this.call = call;
    }

    @Override
    public BlockingCall.Attempt<Object> prepare(CallSession session) {
        TimeoutPolicy timeouts = guard().policy().timeouts();
        boolean hasDeadline = session.deadlineNanos() != NONE;
        if (hasDeadline || timeouts.mode() != Mode.DISABLED) {
            limit(session, hasDeadline || timeouts.mode() == Mode.ENFORCE);
        }
        return this;
    }

    private void limit(CallSession session, boolean enforced) {
        List<String> names = new ArrayList<>();
        driver.loginProperties().forEach(property -> names.add(property.name()));
        LoginTimeout own = LoginTimeout.claim(engine, (CommonDataSource) call[0], facts, url, names);
        boolean told = own != null;
        if (own != null) {
            try {
                long limitNanos = session.limitAttempt(own.ownNanos());
                if (enforced) {
                    told = own.set(limitNanos);
                    beginLimits(session, NONE, told ? limitNanos : NONE);
                    limit = own;
                }
            } finally {
                if (limit == null) {
                    own.takeBack();
                }
            }
        }
        session.ruleOut(true, !told);
    }

    @Override
    public @Nullable Object send() throws SQLException {
        LoginTimeout set = limit;
        if (set == null) {
            return plain();
        }
        try {
            return plain();
        } finally {
            limit = null;
            set.takeBack();
        }
    }

    @Override
    public @Nullable Object plain() throws SQLException {
        return introduced(acquire());
    }

    private Object acquire() throws SQLException {
        boolean anonymous = call.length == 1;
        String user = anonymous ? null : (String) call[1];
        String password = anonymous ? null : (String) call[2];
        switch (methodName) {
            case "getConnection":
                DataSource source = (DataSource) call[0];
                return anonymous ? source.getConnection() : source.getConnection(user, password);
            case "getPooledConnection":
                ConnectionPoolDataSource pooled = (ConnectionPoolDataSource) call[0];
                return anonymous ? pooled.getPooledConnection() : pooled.getPooledConnection(user, password);
            default:
                XADataSource distributed = (XADataSource) call[0];
                return anonymous ? distributed.getXAConnection() : distributed.getXAConnection(user, password);
        }
    }
}
