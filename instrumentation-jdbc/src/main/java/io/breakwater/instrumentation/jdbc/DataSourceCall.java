package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Guard;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source's own way to a connection. It has properties of its own, which are the application's; we set none.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class DataSourceCall extends AcquireCall {
    private final String methodName;
    private final Object[] call;

    /** @param call the data source, then user and password or nothing */
    DataSourceCall(Guard guard, VendorCodes vendor, String methodName, Object[] call) {
        super(guard, vendor);
        this.methodName = methodName;
        this.call = call;
    }

    @Override
    public BlockingCall.Attempt<Object> prepare(CallSession session) {
        return this;
    }

    @Override
    public @Nullable Object send() throws SQLException {
        return plain();
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
