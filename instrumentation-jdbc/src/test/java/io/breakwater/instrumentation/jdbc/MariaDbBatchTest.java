package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a batch answers and leaves behind is the application's business: it is the same under a query limit as without. The
 * drivers of MariaDB have several ways to send one, and a query timeout has them take another.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MariaDbBatchTest {

    @ParameterizedTest
    @CsvSource({
        "MARIADB_2_7, ''",
        "MARIADB_2_7, rewriteBatchedStatements=true",
        "MARIADB_2_7, useBatchMultiSend=false",
        "MARIADB_2_7, useBulkStmts=false",
        "MARIADB_2_7, useServerPrepStmts=true",
        "MARIADB_2_7, useServerPrepStmts=true&cachePrepStmts=false",
        "MARIADB_2_7, useServerPrepStmts=true&useBatchMultiSend=false",
        "MARIADB_2_7, useServerPrepStmts=true&useBulkStmts=true",
        "MARIADB_2_7, useServerPrepStmts=true&useBulkStmts=false",
        "MARIADB_2_7, useServerPrepStmts=true&useBulkStmts=false&useBatchMultiSend=false",
        "MARIADB_2_7, useServerPrepStmts=true&continueBatchOnError=false",
        "MARIADB_2_7, useServerPrepStmts=true&useBulkStmts=true&continueBatchOnError=false",
        "MARIADB_2_7, useServerPrepStmts=true&rewriteBatchedStatements=true",
        "MARIADB_2_7, useServerPrepStmts=true&prepStmtCacheSize=1",
        "MARIADB_3_5, ''",
        "MARIADB_3_5, useBulkStmts=true",
        "MARIADB_3_5, useServerPrepStmts=true",
        "MARIADB_3_5, useServerPrepStmts=true&useBulkStmts=true",
        "MARIADB_3_5, useServerPrepStmts=true&disablePipeline=true",
    })
    void a_batch_under_a_limit_is_the_same_as_without(DriverVersion driver, String setting) throws Exception {
        String url = driver.url() + (setting.isEmpty() ? "" : "?" + setting);
        List<String> without;
        List<String> under;
        try (Access access = Access.to(url, driver, PoolVersion.NONE)) {
            without = batches(access);
            try (Agent agent =
                    Agent.with(Rules.none().query(Duration.ofSeconds(30)).grace(Duration.ofSeconds(30)))) {
                under = batches(access);
                assertThat(agent.count("BATCH")).isPositive();
            }
        }

        assertThat(under).isEqualTo(without);
    }

    private static List<String> batches(Access access) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = access.connect()) {
            try (Statement table = connection.createStatement()) {
                table.execute("drop table if exists batches");
                table.execute("create table batches (id int primary key auto_increment, a int unique)");
            }
            // Twice, because what was prepared may be kept.
            for (int first = 1; first < 20; first += 10) {
                seen.add(batch(connection, Statement.NO_GENERATED_KEYS, first, first + 1, first + 2));
                seen.add(batch(connection, Statement.RETURN_GENERATED_KEYS, first + 3, first + 4));
                seen.add(batch(connection, Statement.NO_GENERATED_KEYS, first + 5, first, first + 6));
                seen.add(update(connection, first, first + 1, 1_000));
            }
            int[] many = new int[250]; // more than are sent at a time
            Arrays.setAll(many, i -> 10_000 + i);
            seen.add(batch(connection, Statement.NO_GENERATED_KEYS, many));
            many[120] = many[0]; // one of them twice
            Arrays.setAll(many, i -> many[i] + 1_000);
            seen.add(batch(connection, Statement.NO_GENERATED_KEYS, many));
            try (PreparedStatement open = connection.prepareStatement("insert into batches (a) values (?)")) {
                open.setInt(1, 20_000);
                seen.add("single " + open.executeUpdate());
                seen.add(batch(connection, Statement.NO_GENERATED_KEYS, 20_001, 20_002));
                open.setInt(1, 20_003);
                open.addBatch();
                seen.add(executed(open));
                seen.add(executed(open)); // an empty one
                open.setInt(1, 20_004);
                seen.add("single " + open.executeUpdate());
            }
            try (Statement all = connection.createStatement();
                    ResultSet rows = all.executeQuery("select a from batches order by a")) {
                while (rows.next()) {
                    seen.add("row " + rows.getInt(1));
                }
            }
        }
        return seen;
    }

    private static String batch(Connection connection, int keys, int... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into batches (a) values (?)", keys)) {
            for (int value : values) {
                insert.setInt(1, value);
                insert.addBatch();
            }
            String counts = executed(insert);
            if (keys == Statement.NO_GENERATED_KEYS) {
                return counts;
            }
            int generated = 0;
            try (ResultSet made = insert.getGeneratedKeys()) {
                while (made.next()) {
                    generated++;
                }
            }
            return counts + ", keys: " + generated;
        }
    }

    private static String update(Connection connection, int... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update batches set a = a + 100 where a = ?")) {
            for (int value : values) {
                update.setInt(1, value);
                update.addBatch();
            }
            return executed(update);
        }
    }

    private static String executed(PreparedStatement statement) {
        try {
            return Arrays.toString(statement.executeBatch());
        } catch (BatchUpdateException failure) {
            return failure.getSQLState() + " " + Arrays.toString(failure.getUpdateCounts());
        } catch (SQLException other) {
            return other.getSQLState();
        }
    }
}
