package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sources of drivers that connect without {@code Driver.connect}: limited as well, and as they were afterwards. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataSourceTest {
    private static final DriverVersion MARIADB = DriverVersion.MARIADB_3_5;
    private static final String MARIADB_CLASS = "org.mariadb.jdbc.MariaDbDataSource";

    private static Stream<Arguments> dataSources() {
        return Stream.of(
                Arguments.of(MARIADB, MARIADB_CLASS, "setUrl", "jdbc:mariadb://%s:%d/test?user=root"),
                Arguments.of(
                        DriverVersion.SQLSERVER_13,
                        "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
                        "setURL",
                        "jdbc:sqlserver://%s:%d;user=u;password=p;encrypt=false"),
                Arguments.of(
                        DriverVersion.ORACLE_8,
                        "oracle.jdbc.pool.OracleDataSource",
                        "setURL",
                        "jdbc:oracle:thin:u/p@%s:%d/orders"),
                Arguments.of(
                        DriverVersion.ORACLE_11,
                        "oracle.jdbc.datasource.impl.OracleDataSource",
                        "setURL",
                        "jdbc:oracle:thin:u/p@%s:%d/orders"));
    }

    @ParameterizedTest
    @MethodSource("dataSources")
    void a_peer_that_does_not_answer_ends_with_the_limit_and_leaves_no_trace(
            DriverVersion driver, String className, String setter, String url) throws Exception {
        try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9);
                IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(Rules.none().login(Duration.ofMillis(800)))) {
            if (driver == DriverVersion.SQLSERVER_13) {
                proxy.fillBacklog(); // its first read knows no limit
            } else {
                proxy.acceptAndStayMute();
            }
            DataSource source = jars.create(className, DataSource.class);
            Access.set(source, setter, String.format(url, proxy.host(), proxy.port()));
            int before = source.getLoginTimeout();
            long startNanos = System.nanoTime();

            Throwable failure = catchThrowable(source::getConnection);

            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(15));
            assertThat(source.getLoginTimeout()).isEqualTo(before);
            // SQL Server's driver gives up earlier than it was told.
            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT))
                    .hasSize(driver == DriverVersion.SQLSERVER_13 ? 0 : 1);
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        }
    }

    @Test
    void a_connection_that_comes_leaves_no_trace_either() throws Exception {
        try (IsolatedJars jars = IsolatedJars.of(MARIADB.directory());
                Agent agent = Agent.with(Rules.none().login(Duration.ofSeconds(9)))) {
            DataSource source = mariadb(jars, MARIADB.url() + "?user=root");
            int before = source.getLoginTimeout();

            try (Connection connection = source.getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }

            assertThat(source.getLoginTimeout()).isEqualTo(before);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_limit_of_the_applications_stays() throws Exception {
        try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9);
                IsolatedJars jars = IsolatedJars.of(MARIADB.directory());
                Agent agent = Agent.with(Rules.none().login(Duration.ofMillis(100)))) {
            proxy.acceptAndStayMute();
            DataSource source = mariadb(jars, MARIADB.url(proxy.host(), proxy.port()));
            source.setLoginTimeout(2);
            long startNanos = System.nanoTime();

            assertThat(catchThrowable(source::getConnection)).isInstanceOf(SQLException.class);

            assertThat(System.nanoTime() - startNanos).isGreaterThan(1_900_000_000L);
            assertThat(source.getLoginTimeout()).isEqualTo(2);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_login_timeout_that_a_pool_has_set_for_all_drivers_does_not_keep_ours_away() throws Exception {
        int before = DriverManager.getLoginTimeout();
        DriverManager.setLoginTimeout(40);
        try {
            a_peer_that_does_not_answer_ends_with_the_limit_and_leaves_no_trace(
                    MARIADB, MARIADB_CLASS, "setUrl", "jdbc:mariadb://%s:%d/test?user=root");
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    /** The second one finds the limit of the first, and must not take it for the application's. */
    @Test
    void of_two_callers_at_once_neither_keeps_the_limit() throws Exception {
        try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9);
                IsolatedJars jars = IsolatedJars.of(MARIADB.directory());
                Agent agent = Agent.with(Rules.none().login(Duration.ofSeconds(2)))) {
            proxy.acceptAndStayMute();
            DataSource source = mariadb(jars, MARIADB.url(proxy.host(), proxy.port()));
            int before = source.getLoginTimeout();
            CompletableFuture<Throwable> first = failing(source);
            Waiting.until(() -> proxy.acceptedConnections() == 1);

            CompletableFuture<Throwable> second = failing(source);

            assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(SQLException.class);
            assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(SQLException.class);
            assertThat(source.getLoginTimeout()).isEqualTo(before);
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        }
    }

    /** It reads its timeout when it connects first, and never again: ours would hold for ever. */
    @Test
    void one_that_would_keep_a_limit_is_left_alone() throws Exception {
        DriverVersion driver = DriverVersion.MARIADB_2_7;
        try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 9);
                IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent =
                        Agent.with(Rules.none().login(Duration.ofMillis(100)).cap())) {
            proxy.acceptAndStayMute();
            DataSource source = mariadb(jars, driver.url(proxy.host(), proxy.port()));
            source.setLoginTimeout(2);
            long startNanos = System.nanoTime();

            assertThat(catchThrowable(source::getConnection)).isInstanceOf(SQLException.class);

            assertThat(System.nanoTime() - startNanos).isGreaterThan(1_900_000_000L);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static DataSource mariadb(IsolatedJars jars, String url) {
        DataSource source = jars.create(MARIADB_CLASS, DataSource.class);
        Access.set(source, "setUrl", url);
        return source;
    }

    private static CompletableFuture<Throwable> failing(DataSource source) {
        return CompletableFuture.supplyAsync(() -> catchThrowable(source::getConnection));
    }
}
