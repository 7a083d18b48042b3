package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.UPDATE;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.QueryLimit;

/** H2. It knows no timeout of the network, in process or not, and no property for the login. Thread-safety: immutable. */
final class H2Driver {
    static final DriverFacts FACTS = DriverFacts.of("H2")
            .statement("org.h2.jdbc.JdbcStatement", ofStatement())
            .statement("org.h2.jdbc.JdbcPreparedStatement", prepared(), BATCH, LARGE_BATCH)
            .statement("org.h2.jdbc.JdbcCallableStatement", UPDATE, LARGE_UPDATE)
            .connection("org.h2.jdbc.JdbcConnection")
            .driver("org.h2.Driver")
            .dataSource("org.h2.jdbcx.JdbcDataSource", new DataSourceFacts("getURL", true, null, null))
            .queryLimit(QueryLimit.OF_CONNECTION)
            .build();

    private H2Driver() {}
}
