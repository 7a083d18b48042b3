package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.EXECUTE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.QUERY;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/** MariaDB Connector/J 2.7 and 3. Its connect timeout holds for the login, too. Thread-safety: immutable. */
final class MariaDbDriver {
    static final DriverFacts FACTS = DriverFacts.of("MariaDB")
            // 3
            .statement("org.mariadb.jdbc.Statement", ofStatement())
            .statement("org.mariadb.jdbc.BasePreparedStatement", BATCH, LARGE_BATCH)
            .statement("org.mariadb.jdbc.ClientPreparedStatement", prepared(), BATCH, LARGE_BATCH)
            .statement("org.mariadb.jdbc.ServerPreparedStatement", prepared(), BATCH, LARGE_BATCH)
            .connection("org.mariadb.jdbc.Connection")
            .parameters("org.mariadb.jdbc.BasePreparedStatement")
            // 2.7
            .statement("org.mariadb.jdbc.MariaDbStatement", ofStatement())
            .statement("org.mariadb.jdbc.BasePrepareStatement", LARGE_UPDATE)
            .statement("org.mariadb.jdbc.ClientSidePreparedStatement", EXECUTE, QUERY, UPDATE, BATCH, LARGE_BATCH)
            .statement("org.mariadb.jdbc.ServerSidePreparedStatement", EXECUTE, QUERY, UPDATE, BATCH, LARGE_BATCH)
            .statement("org.mariadb.jdbc.MariaDbFunctionStatement", EXECUTE, QUERY, UPDATE)
            .statement("org.mariadb.jdbc.MariaDbProcedureStatement", EXECUTE, BATCH)
            .connection("org.mariadb.jdbc.MariaDbConnection")
            .parameters("org.mariadb.jdbc.BasePrepareStatement")
            // To 3.5.9, then later.
            .driver("org.mariadb.jdbc.Driver", "org/mariadb/jdbc/Connection")
            .driver("org.mariadb.jdbc.NonRegisteringDriver", "org/mariadb/jdbc/Connection")
            .dataSource(
                    "org.mariadb.jdbc.MariaDbDataSource",
                    // 2.7 reads its timeout when it connects first, and then never again.
                    new DataSourceFacts("getUrl", true, "getPort", "jdbc:mariadb://%s:%d/%s")
                            .withLoginTimeout(30)
                            .unlessItHas("getPort"))
            .vendorCodes(VendorCodes.MYSQL)
            .autoCommitQuery("select @@autocommit")
            .timedByServer()
            .networkLimit(NetworkLimit.EXACT)
            .login(LoginProperty.of("connectTimeout", Limit.WHOLE, Unit.MILLIS))
            .keepAlive("tcpKeepAlive")
            .build();

    private MariaDbDriver() {}
}
