package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps 62 to 66, 69, 73, 74: a limit holds, is never 0, and leaves no trace. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeoutTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** How long a slow statement went on, and what became of it. */
    private static final class Ended {
        private final SQLException failure;
        private final long millis;

        private Ended(SQLException failure, long millis) {
            this.failure = failure;
            this.millis = millis;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void milliseconds_hold_where_the_driver_can_count_them(DriverVersion driver) throws Exception {
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofMillis(300)).grace(LONG));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {

            Ended ended = run(statement, slow(driver));

            assertThat(ended.failure.getSQLState()).isEqualTo("57014");
            assertThat(ended.millis).isBetween(300L, 10_000L);
            assertThat(statement.getQueryTimeout()).isZero();
            assertThat(connection.getNetworkTimeout()).isZero();
            assertThat(statement.execute("select 1")).isTrue();
            assertThat(agent.kinds()).containsExactly(InterventionKind.ATTEMPT_TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"MYSQL_.*", "MARIADB_.*", "H2_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void less_than_a_second_is_a_second_elsewhere(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("second") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofMillis(300)).grace(LONG));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {

            Ended ended = run(statement, slow(driver));

            assertThat(ended.millis).isBetween(900L, 15_000L);
            assertThat(statement.getQueryTimeout()).isZero();
            assertThat(connection.getNetworkTimeout()).isZero();
            assertThat(statement.execute("select 1")).isTrue();
            assertThat(agent.kinds()).containsExactly(InterventionKind.ATTEMPT_TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_42_7", "H2_2"})
    void a_shorter_limit_of_the_application_stays(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("shorter") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().query(LONG).cap().grace(LONG));
                Connection connection = access.connect();
                PreparedStatement statement = connection.prepareStatement(slow(driver))) {
            statement.setQueryTimeout(1);
            long startNanos = System.nanoTime();

            assertThat(catchThrowable(statement::executeQuery)).isInstanceOf(SQLException.class);

            assertThat(System.nanoTime() - startNanos)
                    .isBetween(900_000_000L, Duration.ofSeconds(10).toNanos());
            assertThat(statement.getQueryTimeout()).isOne();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_42_7", "H2_2"})
    void a_longer_limit_of_the_application_stays_where_only_gaps_are_filled(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("longer") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofMillis(1)).grace(LONG));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);

            Ended ended = run(statement, slow(driver));

            assertThat(ended.millis).isBetween(1_900L, 15_000L);
            assertThat(statement.getQueryTimeout()).isEqualTo(2);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_longer_limit_of_the_application_comes_back_after_a_shorter_one_of_ours() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent = Agent.with(
                        Rules.none().query(Duration.ofMillis(200)).cap().grace(LONG));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(40);
            connection.setNetworkTimeout(Runnable::run, 100_000);

            Ended ended = run(statement, slow(driver));

            assertThat(ended.millis).isBetween(200L, 10_000L);
            assertThat(statement.getQueryTimeout()).isEqualTo(40);
            assertThat(connection.getNetworkTimeout()).isEqualTo(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*", "MYSQL_.*", "MARIADB_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_peer_that_falls_silent_frees_the_thread(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .query(Duration.ofSeconds(1))
                        .grace(Duration.ofMillis(500))
                        // MySQL's driver logs in anew to cancel, and lets nobody go on meanwhile.
                        .login(Duration.ofSeconds(1))
                        .breakerAfter(100));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            proxy.blackHole();

            Ended ended = run(statement, "select 1");
            proxy.pass();

            assertThat(ended.millis).isBetween(700L, 15_000L);
            assertThat(ended.failure.getSQLState()).startsWith("08");
            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT))
                    .as("told")
                    .hasSize(1);
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*", "MYSQL_.*", "MARIADB_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_query_within_its_limit_is_not_taken_for_a_silent_peer(DriverVersion driver) throws Exception {
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofSeconds(3)).grace(Duration.ofMillis(1)));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {

            assertThat(statement.execute(slow(driver).replace("30", "1.6"))).isTrue();

            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** The driver has it cancelled, over a connection that works, and would keep the other one. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"MYSQL_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_reply_that_is_lost_for_good_ends_the_connection(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .query(Duration.ofSeconds(1))
                        .grace(Duration.ofSeconds(1))
                        .breakerAfter(1));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            proxy.loseNextReply();

            Ended ended = run(statement, "select 1");

            assertThat(ended.failure.getSQLState()).startsWith("08");
            assertThat(connection.isClosed()).isTrue();
            assertThat(agent.stateOf(driver.url(proxy.host(), proxy.port()))).isEqualTo(CircuitState.OPEN);
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        }
    }

    /** By default the driver gives a cancel that nobody hears 10 s, and holds the caller for as long. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_cancel_that_nobody_hears_holds_the_thread_no_longer_than_the_grace(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .query(Duration.ofMillis(300))
                        .grace(Duration.ofMillis(900))
                        .breakerAfter(100));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            proxy.blackHole();

            Ended ended = run(statement, "select 1");
            proxy.pass();

            assertThat(ended.millis).isBetween(1_200L, 7_000L);
        }
    }

    /** Trap 64: H2 has one for all statements of a connection. */
    @Test
    void no_other_statement_of_the_connection_has_the_limit_afterwards() throws Exception {
        DriverVersion driver = DriverVersion.H2_2;
        try (Access access = Access.to(driver.inMemory("others"), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().query(LONG).grace(LONG));
                Connection connection = access.connect();
                Statement first = connection.createStatement();
                PreparedStatement second = connection.prepareStatement("select 1")) {
            first.execute("select 1");
            second.executeQuery().close();

            assertThat(first.getQueryTimeout()).isZero();
            assertThat(second.getQueryTimeout()).isZero();
            assertThat(connection.createStatement().getQueryTimeout()).isZero();
        }
    }

    @Test
    void an_observed_limit_is_noted_and_not_set() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent = Agent.with(
                        Rules.none().query(Duration.ofMillis(1)).grace(LONG).observe());
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {

            assertThat(statement.execute("select pg_sleep(0.05)")).isTrue();

            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT))
                    .hasSize(1)
                    .allMatch(seen -> !seen.isEnforced());
        }
    }

    @Test
    void a_statement_that_is_closed_with_its_result_is_no_trouble() throws Exception {
        DriverVersion driver = DriverVersion.H2_2;
        try (Access access = Access.to(driver.inMemory("completion"), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().query(LONG).grace(LONG));
                Connection connection = access.connect()) {
            Statement statement = connection.createStatement();
            statement.closeOnCompletion();

            statement.executeQuery("select 1").close();

            assertThat(statement.isClosed()).isTrue();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static Ended run(Statement statement, String text) {
        long startNanos = System.nanoTime();
        Throwable failure = catchThrowable(() -> statement.execute(text));
        assertThat(failure).as("ended").isInstanceOf(SQLException.class);
        return new Ended((SQLException) failure, (System.nanoTime() - startNanos) / 1_000_000);
    }

    private static String slow(DriverVersion driver) {
        if (driver.isInProcess()) {
            return "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";
        }
        return driver.server().product().equals("postgresql") ? "select pg_sleep(30)" : "select sleep(30)";
    }
}
