package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.LARGE_BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts.QueryLimit;

/**
 * Xerial SQLite. Its query timeout bounds the wait for a lock, and not what executes. {@code Statement.cancel} ends what
 * executes at once, but whatever executes on that connection: a cancel of ours that comes late would end the next statement.
 *
 * <p>Thread-safety: immutable.
 */
final class SqliteDriver {
    static final DriverFacts FACTS = DriverFacts.of("SQLite")
            .statement("org.sqlite.jdbc3.JDBC3Statement", ofStatement())
            .statement("org.sqlite.core.CorePreparedStatement", BATCH, LARGE_BATCH)
            .statement("org.sqlite.jdbc3.JDBC3PreparedStatement", prepared())
            .connection("org.sqlite.jdbc3.JDBC3Connection")
            .connection("org.sqlite.jdbc4.JDBC4Connection")
            .driver("org.sqlite.JDBC")
            .dataSource("org.sqlite.SQLiteDataSource", new DataSourceFacts("getUrl", false, null, null))
            .queryLimit(QueryLimit.NONE)
            .build();

    private SqliteDriver() {}
}
