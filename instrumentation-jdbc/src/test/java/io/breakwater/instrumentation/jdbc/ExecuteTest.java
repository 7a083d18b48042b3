package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to have a statement executed is one call, and returns what it returns without us. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecuteTest {

    /** One way to execute. */
    private interface Way {
        Object execute(Connection connection) throws SQLException;
    }

    private static Stream<Arguments> ways() {
        return Stream.of(
                way("EXECUTE", false, plain(statement -> statement.execute("delete from t where id = 9"))),
                way("EXECUTE", false, plain(statement -> statement.execute("delete from t where id = 9", 1))),
                way("EXECUTE", false, plain(s -> s.execute("delete from t where id = 9", new int[] {1}))),
                way("EXECUTE", false, plain(s -> s.execute("delete from t where id = 9", new String[] {"ID"}))),
                way("EXECUTE", 1, plain(statement -> first(statement.executeQuery("select id from t")))),
                way("EXECUTE", 1, plain(s -> s.executeUpdate("update t set id = 1"))),
                way("EXECUTE", 1, plain(s -> s.executeUpdate("update t set id = 1", 1))),
                way("EXECUTE", 1, plain(s -> s.executeUpdate("update t set id = 1", new int[] {1}))),
                way("EXECUTE", 1, plain(s -> s.executeUpdate("update t set id = 1", new String[] {"ID"}))),
                way("EXECUTE", 1L, plain(s -> s.executeLargeUpdate("update t set id = 1"))),
                way("EXECUTE", 1L, plain(s -> s.executeLargeUpdate("update t set id = 1", 1))),
                way("EXECUTE", 1L, plain(s -> s.executeLargeUpdate("update t set id = 1", new int[] {1}))),
                way("EXECUTE", 1L, plain(s -> s.executeLargeUpdate("update t set id = 1", new String[] {"ID"}))),
                way("BATCH", 1, plain(statement -> {
                    statement.addBatch("update t set id = 1");
                    return statement.executeBatch()[0];
                })),
                way("BATCH", 1L, plain(statement -> {
                    statement.addBatch("update t set id = 1");
                    return statement.executeLargeBatch()[0];
                })),
                way("EXECUTE", false, prepared("update t set id = 1", PreparedStatement::execute)),
                way("EXECUTE", 1, prepared("select id from t", statement -> first(statement.executeQuery()))),
                way("EXECUTE", 1, prepared("update t set id = 1", PreparedStatement::executeUpdate)),
                way("EXECUTE", 1L, prepared("update t set id = 1", PreparedStatement::executeLargeUpdate)),
                way("BATCH", 1, prepared("update t set id = 1", statement -> {
                    statement.addBatch();
                    return statement.executeBatch()[0];
                })),
                way("CALL", true, connection -> {
                    try (CallableStatement statement = connection.prepareCall("call abs(-1)")) {
                        return statement.execute();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void each_way_to_execute_is_one_call(String operation, Object expected, Way way) throws Exception {
        String url = DriverVersion.H2_2.inMemory("ways");
        try (Access access = Access.to(url, DriverVersion.H2_2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.watching());
                Connection connection = access.connect()) {
            table(connection);
            agent.forgetCalls();

            Object result = way.execute(connection);

            assertThat(result).isEqualTo(expected);
            assertThat(agent.calls()).containsExactly(operation + " jdbc:h2:mem:ways");
            assertThat(agent.underWay(url)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"H2_.*", "SQLITE_.*", "DERBY_.*", "POSTGRESQL_.*", "MYSQL_.*", "MARIADB_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void every_driver_is_met_once(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("met") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.watching().query(java.time.Duration.ofSeconds(20)))) {
            Connection connection = access.connect();
            assertThat(agent.calls()).hasSize(1).allMatch(call -> call.startsWith("CONNECT jdbc:"));
            agent.forgetCalls();

            try (Statement statement = connection.createStatement()) {
                statement.execute("create table met_once (id int primary key)");
                statement.addBatch("insert into met_once values (1)");
                statement.executeBatch();
                assertThat(first(statement.executeQuery("select id from met_once")))
                        .isEqualTo(1);
                assertThat(statement.getQueryTimeout()).isZero();
            }
            try (PreparedStatement statement = connection.prepareStatement("insert into met_once values (?)")) {
                statement.setInt(1, 2);
                assertThat(statement.executeUpdate()).isOne();
                statement.setInt(1, 3);
                assertThat(statement.execute()).isFalse();
                statement.setInt(1, 4);
                statement.addBatch();
                assertThat(statement.executeBatch()).hasSize(1);
                assertThat(statement.getQueryTimeout()).isZero();
            }
            try (PreparedStatement statement = connection.prepareStatement("select count(*) from met_once")) {
                assertThat(first(statement.executeQuery())).isEqualTo(4);
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("drop table met_once");
            }
            connection.close();

            assertThat(agent.count("EXECUTE")).isEqualTo(6);
            assertThat(agent.count("BATCH")).isEqualTo(2);
            assertThat(agent.calls()).hasSize(8);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void what_the_driver_throws_is_what_the_application_gets() throws Exception {
        String url = DriverVersion.H2_2.inMemory("throws");
        try (Access access = Access.to(url, DriverVersion.H2_2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.watching());
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {

            assertThatThrownBy(() -> statement.executeQuery("select nonsense"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("NONSENSE")
                    .hasNoSuppressedExceptions();

            assertThat(agent.underWay(url)).isZero();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_closed_statement_says_so_itself() throws Exception {
        String url = DriverVersion.H2_2.inMemory("closed");
        try (Access access = Access.to(url, DriverVersion.H2_2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.watching());
                Connection connection = access.connect()) {
            Statement statement = connection.createStatement();
            statement.close();

            assertThatThrownBy(() -> statement.executeQuery("select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("closed");

            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_connection_from_before_the_agent_is_known_by_its_url() throws Exception {
        String url = DriverVersion.H2_2.inMemory("before");
        try (Access access = Access.to(url, DriverVersion.H2_2, PoolVersion.NONE);
                Connection connection = access.connect();
                Agent agent = Agent.with(Rules.watching());
                Statement statement = connection.createStatement()) {

            first(statement.executeQuery("select 1"));

            assertThat(agent.calls()).containsExactly("EXECUTE jdbc:h2:mem:before");
        }
    }

    private static Arguments way(String operation, Object expected, Way way) {
        return Arguments.of(operation, expected, way);
    }

    /** With a plain statement. */
    private interface OnStatement {
        Object execute(Statement statement) throws SQLException;
    }

    private static Way plain(OnStatement work) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                return work.execute(statement);
            }
        };
    }

    /** With a prepared statement. */
    private interface OnPrepared {
        Object execute(PreparedStatement statement) throws SQLException;
    }

    private static Way prepared(String text, OnPrepared work) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                return work.execute(statement);
            }
        };
    }

    private static void table(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists t");
            statement.execute("create table t (id int)");
            statement.execute("insert into t values (1)");
        }
    }

    private static int first(ResultSet rows) throws SQLException {
        try (rows) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
