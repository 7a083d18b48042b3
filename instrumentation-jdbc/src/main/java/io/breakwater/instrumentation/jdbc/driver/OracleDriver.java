package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.EXECUTE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/** Oracle, thin. Not tried against a server. Thread-safety: immutable. */
final class OracleDriver {
    static final DriverFacts FACTS = DriverFacts.of("Oracle")
            .statement("oracle.jdbc.driver.OracleStatement", ofStatement())
            .statement("oracle.jdbc.driver.OraclePreparedStatement", prepared(), LARGE_BATCH)
            .statement("oracle.jdbc.driver.OracleCallableStatement", EXECUTE, UPDATE, LARGE_UPDATE)
            .connection("oracle.jdbc.driver.PhysicalConnection")
            .driver("oracle.jdbc.driver.OracleDriver")
            .dataSource(
                    "oracle.jdbc.datasource.impl.OracleDataSource",
                    new DataSourceFacts("getURL", false, null, null).withLoginTimeout(0))
            .dataSource(
                    "oracle.jdbc.pool.OracleDataSource",
                    new DataSourceFacts("getURL", false, null, null).withLoginTimeout(0))
            .vendorCodes(VendorCodes.ORACLE)
            .networkLimit(NetworkLimit.EXACT)
            .login(LoginProperty.of("oracle.net.CONNECT_TIMEOUT", Limit.CONNECT, Unit.MILLIS))
            .login(LoginProperty.of("oracle.net.OUTBOUND_CONNECT_TIMEOUT", Limit.LOGIN, Unit.MILLIS)
                    .forOneServer())
            .keepAlive("oracle.net.keepAlive")
            .build();

    private OracleDriver() {}
}
