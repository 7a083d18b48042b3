package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications set up with MySQL's and MariaDB's drivers works under our limits as it does without them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DriverSettingsTest {

    /** The driver believes that each statement commits by itself, and the server has a transaction open. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"MYSQL_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_read_is_not_repeated_where_the_server_does_not_commit_by_itself(DriverVersion driver) throws Exception {
        String url = with(driver.url(), "sessionVariables=autocommit=0&useLocalSessionState=true");
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            String failing = faults.failingRead(1, "40001", 1213);

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(catchThrowable(() -> statement.executeQuery(failing))).isInstanceOf(SQLException.class);

            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"MYSQL_.*", "MARIADB_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void a_file_is_loaded_under_a_limit(DriverVersion driver, @TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("rows.csv"), "1\n2\n3\n".getBytes(StandardCharsets.US_ASCII));
        try (Access access = Access.to(
                        with(driver.url(), "allowLoadLocalInfile=true&allowLocalInfile=true"),
                        driver,
                        PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofSeconds(30)).grace(Duration.ofSeconds(5)));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table loaded (id int)");

            statement.execute("load data local infile '" + file + "' into table loaded");

            assertThat(number(statement.executeQuery("select count(*) from loaded")))
                    .isEqualTo(3);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /**
     * The server counts the time in which the application reads, too. It does so by its own clock, which no test can
     * replace: the reader has to be slower than the limit.
     */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"MARIADB_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void rows_that_are_streamed_may_take_longer_than_their_query(DriverVersion driver) throws Exception {
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofSeconds(1)).grace(Duration.ofSeconds(5)));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            int count = 0;

            try (ResultSet rows = statement.executeQuery("select repeat('x', 4000) from seq_1_to_20000")) {
                for (; rows.next(); count++) {
                    if (count == 5) {
                        // A real server, held up for longer than the limit by a reader who takes nothing.
                        Thread.sleep(2_500);
                    }
                }
            }

            assertThat(count).isEqualTo(20_000);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** MySQL's drivers let nobody ask or set anything meanwhile. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"MARIADB_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void what_another_thread_sets_during_an_execution_stays(DriverVersion driver) throws Exception {
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofSeconds(30)).grace(Duration.ofSeconds(5)));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            FutureTask<Boolean> execution = new FutureTask<>(() -> statement.execute("select sleep(1)"));
            new Thread(execution).start();
            while (statement.getQueryTimeout() == 0) {
                Thread.onSpinWait();
            }

            statement.setQueryTimeout(7);
            execution.get();

            assertThat(statement.getQueryTimeout()).isEqualTo(7);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static String with(String url, String parameters) {
        return url + (url.contains("?") ? "&" : "?") + parameters;
    }

    private static long number(ResultSet rows) throws SQLException {
        try (rows) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
