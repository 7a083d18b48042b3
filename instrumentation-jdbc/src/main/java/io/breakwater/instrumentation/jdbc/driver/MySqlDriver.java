package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/** MySQL Connector/J 8 and 9. Its own connect timeout ends with the handshake of TCP; the login takes one of the socket. Thread-safety: immutable. */
final class MySqlDriver {
    static final DriverFacts FACTS = DriverFacts.of("MySQL")
            .statement("com.mysql.cj.jdbc.StatementImpl", ofStatement())
            .statement("com.mysql.cj.jdbc.ClientPreparedStatement", prepared())
            .statement("com.mysql.cj.jdbc.CallableStatement", prepared(), BATCH, LARGE_BATCH)
            .connection("com.mysql.cj.jdbc.ConnectionImpl")
            .parameters("com.mysql.cj.jdbc.ClientPreparedStatement")
            .driver("com.mysql.cj.jdbc.NonRegisteringDriver")
            .vendorCodes(VendorCodes.MYSQL)
            .autoCommitQuery("select @@autocommit")
            .networkLimit(NetworkLimit.KEPT_WHEN_CANCELLED)
            .login(LoginProperty.of("connectTimeout", Limit.CONNECT, Unit.MILLIS))
            .login(LoginProperty.of("socketTimeout", Limit.LOGIN, Unit.MILLIS).takenBackAfterLogin())
            .build();

    private MySqlDriver() {}
}
