package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Unit;

/** pgjdbc. Its connections can be told milliseconds; a login that takes too long goes on in a thread of its own. Thread-safety: immutable. */
final class PostgreSqlDriver {
    static final DriverFacts FACTS = DriverFacts.of("PostgreSQL")
            .statement("org.postgresql.jdbc.PgStatement", ofStatement(), LARGE_UPDATE)
            .statement("org.postgresql.jdbc.PgPreparedStatement", prepared(), BATCH)
            .statement("org.postgresql.jdbc.PgCallableStatement", UPDATE)
            .connection("org.postgresql.jdbc.PgConnection")
            .parameters("org.postgresql.jdbc.PgPreparedStatement")
            .driver("org.postgresql.Driver")
            // Its data source for distributed transactions begins one behind the back of auto-commit.
            .transactionState("getTransactionState")
            .millisOf("org.postgresql.jdbc.PgStatement")
            .networkLimit(NetworkLimit.ABORT)
            .login(LoginProperty.of("connectTimeout", Limit.CONNECT, Unit.SECONDS))
            .login(LoginProperty.of("loginTimeout", Limit.LOGIN, Unit.FRACTIONAL_SECONDS)
                    .forOneServer())
            // To cancel it connects anew, and the caller, though free, waits until that has ended: 10 s by default,
            // beyond the time at which we give its connection up.
            .login(LoginProperty.of("cancelSignalTimeout", Limit.CANCEL, Unit.SECONDS))
            .keepAlive("tcpKeepAlive")
            .build();

    private PostgreSqlDriver() {}
}
