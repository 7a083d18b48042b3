package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left for whoever asked limits what a database may take; no timeout is configured unless a test says so. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlineTest {
    private static final DriverVersion H2 = DriverVersion.H2_2;
    private static final Duration LEFT = Duration.ofMillis(500);
    private static final Duration OVER = Rules.MARGIN.plusNanos(400_000);

    private static Stream<DriverVersion> networkDrivers() {
        return Stream.of(DriverVersion.values()).filter(DriverVersion::hasServer);
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*", "MYSQL_.*", "MARIADB_.*", "H2_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_query_that_sleeps_is_cancelled_at_the_deadline(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("sleeps") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().deadlines());
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1"); // loads what a first call loads

            long millis;
            try (Scope serving = agent.servesFor(LEFT)) {
                millis = millisOf(statement, slow(driver));
            }

            // In milliseconds where the driver counts them, else within a second; and a loaded machine.
            assertThat(millis).isBetween(LEFT.minus(Rules.MARGIN).toMillis(), 15_000L);
            assertThat(statement.getQueryTimeout()).isZero();
            assertThat(statement.execute("select 1")).as("the connection lives").isTrue();
            assertThat(agent.kinds()).containsExactly(InterventionKind.DEADLINE_EXCEEDED);
        }
    }

    /** Traps 28, 29 and 62. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_42_7", "MARIADB_3_5", "MYSQL_9", "H2_2"})
    void nothing_is_executed_once_it_is_over(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("over") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().deadlines());
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table late (id int)");

            try (Scope serving = agent.servesFor(OVER)) {
                assertThat(catchThrowable(() -> statement.executeUpdate("insert into late values (1)")))
                        .isInstanceOf(SQLTimeoutException.class)
                        .hasMessageContaining("was not called: the deadline leaves 0 ms")
                        .satisfies(refused -> assertThat(((SQLException) refused).getSQLState())
                                .isEqualTo("HYT00"));
                assertThat(catchThrowable(access::connect)).isInstanceOf(SQLTimeoutException.class);
            }

            assertThat(rowsOf(statement)).isZero();
        }
    }

    private static int rowsOf(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from late")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Trap 72. */
    @ParameterizedTest
    @EnumSource(
            value = PoolVersion.class,
            names = {"HIKARICP_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void hikari_keeps_the_connection_of_a_statement_that_was_too_late(PoolVersion pool) throws Exception {
        String url = H2.inMemory("keeps" + pool);
        try (Access access = Access.to(url, H2, pool);
                Agent agent = Agent.with(Rules.none().deadlines())) {
            Object before;
            try (Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                before = physical(connection);
                try (Scope serving = agent.servesFor(OVER)) {
                    assertThat(catchThrowable(() -> statement.execute("select 1")))
                            .isInstanceOf(SQLTransientException.class)
                            .isNotInstanceOf(SQLTimeoutException.class);
                }
                assertThat(statement.execute("select 1")).isTrue();
            }

            try (Connection next = access.connect()) {
                assertThat(physical(next)).isSameAs(before);
            }
        }
    }

    private static Object physical(Connection connection) throws Exception {
        return connection.unwrap(Class.forName(
                        "org.h2.jdbc.JdbcConnection",
                        false,
                        connection.getMetaData().getClass().getClassLoader())
                .asSubclass(Connection.class));
    }

    /** Trap 83: the next request wants one, too. */
    @ParameterizedTest
    @EnumSource(
            value = PoolVersion.class,
            names = {"HIKARICP_.*", "C3P0", "DRUID"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_pool_that_fills_itself_does_so_for_nobody(PoolVersion pool) throws Exception {
        String url = H2.inMemory("fills" + pool);
        try (Access access = Access.to(url, H2, pool);
                Agent agent = Agent.with(Rules.none().deadlines())) {
            Connection borrowed;
            try (Scope serving = agent.servesFor(OVER)) {
                borrowed = access.connect();
            }

            assertThat(borrowed.isValid(1)).isTrue();
            borrowed.close();
            assertThat(agent.count("CONNECT")).isPositive();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** Where a pool connects for the one who waits, he waits no longer. */
    @ParameterizedTest
    @EnumSource(
            value = PoolVersion.class,
            names = {"DBCP_2", "TOMCAT_9"})
    void a_connection_that_is_made_for_the_caller_is_refused(PoolVersion pool) throws Exception {
        String url = H2.inMemory("waits" + pool);
        try (Access access = Access.to(url, H2, pool);
                Agent agent = Agent.with(Rules.none().deadlines())) {
            access.connect().close();
            Connection first = access.connect();
            try (Scope serving = agent.servesFor(OVER)) {
                Throwable refused = catchThrowable(access::connect);

                assertThat(refused).isInstanceOf(SQLException.class).hasStackTraceContaining("was not called");
            }
            first.close();

            try (Connection next = access.connect()) {
                assertThat(next.isValid(1)).isTrue();
            }
        }
    }

    /** Trap 85. */
    @Test
    void what_ends_a_transaction_or_a_connection_is_never_refused() throws Exception {
        try (Access access = Access.to(H2.inMemory("ends"), H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().deadlines());
                Connection connection = access.connect()) {
            connection.setAutoCommit(false);

            try (Scope serving = agent.servesFor(OVER)) {
                assertThat(connection.isValid(1)).isTrue();
                assertThat(connection
                                .getMetaData()
                                .getTables(null, null, "%", null)
                                .next())
                        .isTrue();
                connection.rollback();
                connection.commit();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("ROLLBACK");
                    statement.execute("COMMIT");
                }
                connection.close();
            }

            assertThat(connection.isClosed()).isTrue();
        }
    }

    /** Trap 85. */
    @ParameterizedTest
    @EnumSource(
            value = PoolVersion.class,
            names = {"DBCP_2", "TOMCAT_9", "DRUID", "HIKARICP_6"})
    void a_pool_tests_its_connections_all_the_same(PoolVersion pool) throws Exception {
        String url = H2.inMemory("tests" + pool);
        try (Access access = Access.to(url, H2, pool, settings -> test(pool, settings));
                Agent agent = Agent.with(Rules.none().deadlines())) {
            Object before;
            try (Connection first = access.connect()) {
                before = physical(first);
            }

            try (Scope serving = agent.servesFor(OVER);
                    Connection again = access.connect()) {
                assertThat(physical(again)).isSameAs(before);
            }
        }
    }

    private static void test(PoolVersion pool, Object settings) {
        if (pool == PoolVersion.HIKARICP_6) {
            Access.set(settings, "setConnectionTestQuery", "select 1");
        } else {
            Access.set(settings, "setValidationQuery", "select 1");
            Access.set(settings, "setTestOnBorrow", true);
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void a_database_that_stays_mute_is_not_waited_for_beyond_it(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().deadlines())) {
            proxy.acceptAndStayMute();
            long startNanos = System.nanoTime();

            Throwable failure;
            try (Scope serving = agent.servesFor(LEFT)) {
                failure = catchThrowable(access::connect);
            }

            Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(elapsed).isBetween(LEFT.minus(Rules.MARGIN), Duration.ofSeconds(15));
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        }
    }

    /** Trap 26: the limits of one request must not become those of the connection. */
    @ParameterizedTest
    @MethodSource("networkDrivers")
    void a_connection_that_was_made_in_little_time_serves_the_next_request_as_any_other(DriverVersion driver)
            throws Exception {
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().deadlines())) {
            access.connect().close(); // loads what a first one loads
            Connection connection;
            try (Scope serving = agent.servesFor(Duration.ofSeconds(2))) {
                connection = access.connect();
            }

            try (Statement statement = connection.createStatement()) {
                assertThat(connection.getNetworkTimeout()).isZero();
                assertThat(statement.getQueryTimeout()).isZero();
                assertThat(statement.execute(slow(driver).replace("30", "2.2"))).isTrue();
            }
            connection.close();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** Trap 65. */
    @Test
    void the_shortest_of_all_limits_holds() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .query(Duration.ofMillis(200))
                        .grace(Duration.ofSeconds(20))
                        .deadlines());
                Connection connection = access.connect();
                Statement statement = connection.createStatement();
                Scope serving = agent.servesFor(Duration.ofSeconds(20))) {

            assertThat(millisOf(statement, slow(driver))).isBetween(200L, 10_000L);

            assertThat(agent.kinds()).containsExactly(InterventionKind.ATTEMPT_TIMEOUT);
        }
    }

    @Test
    void in_observe_mode_it_is_noted_and_not_kept() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().observe().deadlines());
                Connection connection = access.connect();
                Statement statement = connection.createStatement();
                Scope serving = agent.servesFor(Duration.ofMillis(100))) {

            assertThat(statement.execute("select pg_sleep(0.3)")).isTrue();

            assertThat(agent.interventions(InterventionKind.DEADLINE_EXCEEDED))
                    .hasSize(1)
                    .allMatch(seen -> !seen.isEnforced());
        }
    }

    private static long millisOf(Statement statement, String text) {
        long startNanos = System.nanoTime();
        assertThat(catchThrowable(() -> statement.execute(text))).as("ended").isInstanceOf(SQLException.class);
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private static String slow(DriverVersion driver) {
        if (driver.isInProcess()) {
            return "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";
        }
        return driver.server().product().equals("postgresql") ? "select pg_sleep(30)" : "select sleep(30)";
    }
}
