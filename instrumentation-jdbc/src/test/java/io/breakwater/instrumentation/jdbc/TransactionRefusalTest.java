package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/jdbc.md says of statements that are refused in a transaction. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransactionRefusalTest {

    @ParameterizedTest
    @EnumSource(names = {"H2_2", "POSTGRESQL_42_7", "MYSQL_9", "MARIADB_3_5"})
    void a_refused_statement_leaves_the_transaction_as_it_was_for_the_application_to_end(DriverVersion driver)
            throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("transaction") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE)) {
            execute(access, "drop table if exists refused");
            execute(access, "create table refused (id int)");

            insertAndBeRefused(access, url, Connection::commit);
            assertThat(rows(access)).isOne();

            insertAndBeRefused(access, url, Connection::rollback);
            assertThat(rows(access)).isOne();

            insertAndBeRefused(access, url, connection -> execute(connection, "ROLLBACK"));
            assertThat(rows(access)).isOne();

            insertAndBeRefused(access, url, connection -> execute(connection, "COMMIT"));
            assertThat(rows(access)).isEqualTo(2);

            execute(access, "drop table refused");
        }
    }

    /** How the application ends its transaction. */
    private interface End {
        void of(Connection connection) throws SQLException;
    }

    private static void insertAndBeRefused(Access access, String url, End end) throws Exception {
        try (Agent agent = Agent.with(Rules.none().breakerAfter(1));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into refused values (1)");
            agent.open(url);

            assertThat(catchThrowable(() -> statement.execute("insert into refused values (2)")))
                    .isInstanceOf(CallNotPermittedException.class);

            end.of(connection);
        }
    }

    private static void execute(Access access, String text) throws SQLException {
        try (Connection connection = access.connect()) {
            execute(connection, text);
        }
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static int rows(Access access) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from refused")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
