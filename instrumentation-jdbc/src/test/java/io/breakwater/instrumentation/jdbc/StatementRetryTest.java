package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read that the database rolled back is executed again, and nothing else is. Traps 75 to 78. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatementRetryTest {
    private static final DriverVersion DRIVER = DriverVersion.POSTGRESQL_42_7;

    /** A view fails once for each time that the sequence has moved on by one, and so does a function. */
    private static final String[] SET_UP = {
        "drop view if exists rolled_back",
        "drop function if exists roll_back_once()",
        "drop sequence if exists tries",
        "create sequence tries",
        "create function roll_back_once() returns int language plpgsql as $$ begin"
                + " if nextval('tries') % 2 = 1 then raise exception 'rolled back' using errcode = '40001'; end if;"
                + " return 1; end $$",
        "create view rolled_back as select roll_back_once() as id"
    };

    @Test
    void a_pure_read_is_executed_again() throws Exception {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                    Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {

                assertThat(statement.executeQuery("select id from rolled_back").next())
                        .isTrue();

                assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from rolled_back for update",
                "select roll_back_once()",
                "select 1; select id from rolled_back"
            })
    void what_is_no_proven_read_is_not(String text) throws Exception {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                    Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {

                assertThat(catchThrowable(() -> statement.executeQuery(text))).isInstanceOf(SQLException.class);

                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    @Test
    void a_read_in_a_transaction_is_not() throws Exception {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                    Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);

                assertRolledBack(statement);

                connection.rollback();
                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    @Test
    void a_read_in_a_transaction_that_a_text_began_is_not() throws Exception {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                    Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("begin");

                assertRolledBack(statement);

                statement.execute("rollback");
                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    /** Its override calls {@code super}, and the statement is not guarded; what it may have begun counts all the same. */
    @Test
    void a_read_after_a_statement_of_an_applications_own_subclass_is_not() throws Throwable {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2))) {
                Adapter execute = new ExecuteAdapter(
                        agent.engine(), joinPoint("org.postgresql.jdbc.PgStatement.execute(Ljava/lang/String;)Z"));
                Adapter prepare = new PrepareAdapter(
                        agent.engine(),
                        joinPoint("org.postgresql.jdbc.PgConnection.prepareStatement(Ljava/lang/String;)"
                                + "Ljava/sql/PreparedStatement;"));
                try (Connection connection = access.connect();
                        Statement statement = connection.createStatement()) {
                    assertThat(execute.enterFromOverride(new Object[] {statement, "begin"}))
                            .isNull();
                    assertRolledBack(statement);
                }
                try (Connection connection = access.connect();
                        Statement statement = connection.createStatement()) {
                    assertThat(prepare.enterFromOverride(new Object[] {connection, "select id from rolled_back"}))
                            .isNull();
                    assertThat(prepare.enterFromOverride(new Object[] {connection, "begin"}))
                            .isNull();
                    assertThat(statement.execute("select nextval('tries')")).isTrue();
                    assertRolledBack(statement);
                }
                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    private static JoinPoint joinPoint(String name) {
        return new JdbcModule()
                .joinPoints().stream()
                        .filter(each -> each.toString().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void a_read_after_a_prepared_text_that_began_a_transaction_is_not() throws Exception {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                    Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                connection.prepareStatement("begin").execute();

                assertRolledBack(statement);

                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    @Test
    void a_read_on_a_connection_whose_beginning_we_did_not_see_is_not() throws Exception {
        try (Access access = Access.to(DRIVER.url(), DRIVER, PoolVersion.NONE)) {
            setUp(access);
            try (Connection connection = access.connect();
                    Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                    Statement statement = connection.createStatement()) {

                assertRolledBack(statement);

                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    private static void assertRolledBack(Statement statement) {
        Throwable failure = catchThrowable(() -> statement.executeQuery("select id from rolled_back"));

        assertThat(failure).isInstanceOf(SQLException.class);
        assertThat(((SQLException) failure).getSQLState()).isEqualTo("40001");
    }

    private static void setUp(Access access) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            for (String text : SET_UP) {
                statement.execute(text);
            }
        }
    }
}
