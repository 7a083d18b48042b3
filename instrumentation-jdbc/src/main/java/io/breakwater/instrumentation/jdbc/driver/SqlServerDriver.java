package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/**
 * Microsoft's driver of SQL Server. Its login timeout holds for connecting and for logging in, but not for the first answer of
 * the server in between. A timeout of the socket would end that, and come back, for good, with each connection that the
 * driver restores by itself.
 *
 * <p>Thread-safety: immutable.
 */
final class SqlServerDriver {
    static final DriverFacts FACTS = DriverFacts.of("SQL Server")
            .statement("com.microsoft.sqlserver.jdbc.SQLServerStatement", ofStatement())
            .statement("com.microsoft.sqlserver.jdbc.SQLServerPreparedStatement", prepared(), BATCH, LARGE_BATCH)
            .connection("com.microsoft.sqlserver.jdbc.SQLServerConnection")
            .driver("com.microsoft.sqlserver.jdbc.SQLServerDriver")
            .dataSource(
                    "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
                    new DataSourceFacts("getURL", false, "getPortNumber", "jdbc:sqlserver://%s:%d;databaseName=%s")
                            .withLoginTimeout(30))
            .vendorCodes(VendorCodes.SQL_SERVER)
            .networkLimit(NetworkLimit.EXACT)
            .login(LoginProperty.of("loginTimeout", Limit.LOGIN, Unit.SECONDS).forOneServer())
            .build();

    private SqlServerDriver() {}
}
