package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.EXECUTE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.QUERY;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/** IBM's driver of DB2. Its classes have other names in each version; these are the ones we looked at. Thread-safety: immutable. */
final class Db2Driver {
    private static final String AM = "com.ibm.db2.jcc.am.";

    static final DriverFacts FACTS = DriverFacts.of("DB2")
            // 11.5.0, 11.5.9, 12.1.2 to 12.1.4, 12.1.5
            .statement(AM + "k4", ofStatement())
            .statement(AM + "k5", prepared(), BATCH)
            .statement(AM + "kn", ofStatement())
            .statement(AM + "ko", prepared(), BATCH)
            .statement(AM + "kr", ofStatement())
            .statement(AM + "ks", prepared(), BATCH)
            .statement(AM + "kt", ofStatement())
            .statement(AM + "ku", prepared(), BATCH)
            .statement(AM + "CallableStatement", EXECUTE, QUERY, UPDATE)
            .connection(AM + "Connection")
            .driver("com.ibm.db2.jcc.DB2Driver")
            .networkLimit(NetworkLimit.EXACT)
            .login(LoginProperty.of("loginTimeout", Limit.LOGIN, Unit.SECONDS).forOneServer())
            .build();

    private Db2Driver() {}
}
