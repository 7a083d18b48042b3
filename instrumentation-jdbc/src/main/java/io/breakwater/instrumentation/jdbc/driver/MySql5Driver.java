package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/** MySQL Connector/J 5.1. Thread-safety: immutable. */
final class MySql5Driver {
    static final DriverFacts FACTS = DriverFacts.of("MySQL 5")
            .statement("com.mysql.jdbc.StatementImpl", ofStatement())
            .statement("com.mysql.jdbc.PreparedStatement", prepared())
            .statement("com.mysql.jdbc.CallableStatement", prepared(), BATCH, LARGE_BATCH)
            .connection("com.mysql.jdbc.ConnectionImpl")
            .parameters(
                    "com.mysql.jdbc.PreparedStatement",
                    "com.mysql.jdbc.JDBC4PreparedStatement",
                    "com.mysql.jdbc.JDBC42PreparedStatement",
                    "com.mysql.jdbc.ServerPreparedStatement",
                    "com.mysql.jdbc.JDBC4ServerPreparedStatement",
                    "com.mysql.jdbc.JDBC42ServerPreparedStatement")
            .driver("com.mysql.jdbc.NonRegisteringDriver")
            .driver("com.mysql.jdbc.NonRegisteringReplicationDriver")
            .driver("com.mysql.fabric.jdbc.FabricMySQLDriver")
            .vendorCodes(VendorCodes.MYSQL)
            .autoCommitQuery("select @@autocommit")
            .networkLimit(NetworkLimit.KEPT_WHEN_CANCELLED)
            .login(LoginProperty.of("connectTimeout", Limit.CONNECT, Unit.MILLIS))
            .login(LoginProperty.of("socketTimeout", Limit.LOGIN, Unit.MILLIS).takenBackAfterLogin())
            .build();

    private MySql5Driver() {}
}
