package io.breakwater.instrumentation.jdbc.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What drivers and servers do when nobody guards them: the ground that all other tests of JDBC stand on. */
@Timeout(180)
class DatabaseFaultsTest {
    private static final Executor AT_ONCE = Runnable::run;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void a_table_holds_what_was_written(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection connection = rig.connect()) {
            String table = rig.faults.table(2);

            DatabaseFaults.add(connection, table, 2);

            assertThat(rig.faults.rows(table)).isEqualTo(2);
            assertThat(rig.faults.amount(table)).isOne();
            assertThat(rig.proxy.requestBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void a_network_timeout_ends_a_query_in_a_black_hole_and_the_connection(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection connection = rig.connect()) {
            connection.setNetworkTimeout(AT_ONCE, 500);
            rig.proxy.blackHole();

            Observation seen = Observation.of(() -> DatabaseFaults.number(connection, "select 1"));

            assertThat(seen.elapsedMillis()).isBetween(490L, 10_000L);
            assertThat(seen.sqlState()).startsWith("08");
            assertThat(rig.proxy.lostBytes()).isPositive();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void an_insert_whose_reply_is_lost_has_happened(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection connection = rig.connect()) {
            String table = rig.faults.table(0);
            connection.setNetworkTimeout(AT_ONCE, 500);
            rig.proxy.loseNextReply();

            Observation seen = Observation.of(() -> {
                DatabaseFaults.run(connection, "insert into " + table + " values (1, 7)");
                return null;
            });

            assertThat(seen.sqlState()).startsWith("08");
            assertThat(rig.faults.amount(table)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void one_of_two_transactions_that_lock_each_other_out_is_the_victim(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection one = rig.connect();
                Connection other = rig.connect()) {
            String table = rig.faults.table(2);

            Observation victim = rig.faults.deadlock(one, other, table);

            if (rig.isPostgresql()) {
                assertThat(victim.sqlState()).isEqualTo("40P01");
            } else {
                assertThat(victim.sqlState()).isEqualTo("40001");
                assertThat(victim.vendorCode()).isEqualTo(1213);
            }
            assertThat(rig.faults.amount(table)).isZero();
            assertThat(DatabaseFaults.number(one, "select 1")).isOne();
            assertThat(DatabaseFaults.number(other, "select 1")).isOne();
        }
    }

    @Test
    void a_row_changed_since_a_transaction_began_fails_its_update() throws Exception {
        try (Rig rig = new Rig(DriverVersion.POSTGRESQL_42_7);
                Connection connection = rig.connect()) {
            String table = rig.faults.table(1);

            Observation seen = rig.faults.serializationFailure(connection, table);

            assertThat(seen.sqlState()).isEqualTo("40001");
            assertThat(rig.faults.amount(table)).isOne();
            assertThat(DatabaseFaults.number(connection, "select 1")).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void a_statement_waits_for_a_lock_no_longer_than_it_was_told(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection connection = rig.connect()) {
            String table = rig.faults.table(1);

            Observation seen = rig.faults.lockTimeout(connection, table);

            assertThat(seen.elapsedMillis()).isBetween(900L, 10_000L);
            if (rig.isPostgresql()) {
                assertThat(seen.sqlState()).isEqualTo("55P03");
            } else {
                assertThat(seen.vendorCode()).isEqualTo(1205);
            }
            assertThat(rig.faults.amount(table)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5", "MYSQL_9"})
    void a_failing_read_fails_as_often_as_it_was_told(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection connection = rig.connect()) {
            String read = rig.faults.failingRead(2, "40001", 1213);

            Observation first = Observation.of(() -> DatabaseFaults.number(connection, read));
            Observation second = Observation.of(() -> DatabaseFaults.number(connection, read));
            Observation third = Observation.of(() -> DatabaseFaults.number(connection, read));

            assertThat(first.sqlState()).isEqualTo("40001");
            assertThat(first.vendorCode()).isEqualTo(rig.isPostgresql() ? 0 : 1213);
            assertThat(second.sqlState()).isEqualTo("40001");
            assertThat(third.result()).isEqualTo(3L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void a_session_that_is_killed_fails_what_it_was_executing(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection connection = rig.connect()) {
            long session = rig.faults.session(connection);
            String sleep = rig.faults.sleep(60);
            FutureTask<Observation> sleeping =
                    DatabaseFaults.started(() -> Observation.of(() -> DatabaseFaults.number(connection, sleep)));
            rig.faults.awaitRunning(session, "sleep(60)");

            rig.faults.kill(session);

            Observation seen = DatabaseFaults.join(sleeping);
            assertThat(seen.hasFailed()).isTrue();
            if (rig.isPostgresql()) {
                assertThat(seen.sqlState()).isEqualTo("57P01");
            }
            Observation next = Observation.of(() -> DatabaseFaults.number(connection, "select 1"));
            assertThat(next.sqlState()).startsWith("08");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void a_server_restarts_on_its_port_with_what_was_committed(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver);
                Connection before = rig.connect()) {
            String table = rig.faults.table(3);

            driver.server().restart();

            assertThat(Observation.of(() -> DatabaseFaults.number(before, "select 1"))
                            .sqlState())
                    .startsWith("08");
            try (Connection after = rig.connect()) {
                assertThat(DatabaseFaults.number(after, "select count(*) from " + table))
                        .isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_42_7", "MARIADB_3_5"})
    void a_server_that_is_stopped_refuses_connections_until_it_starts_again(DriverVersion driver) throws Exception {
        try (Rig rig = new Rig(driver)) {
            driver.server().stop();
            try {
                Observation direct = Observation.of(() -> rig.direct.connect());
                Observation proxied = Observation.of(rig::connect);

                assertThat(direct.sqlState()).startsWith("08");
                assertThat(proxied.sqlState()).startsWith("08");
            } finally {
                driver.server().startAgain();
            }
            try (Connection after = rig.connect()) {
                assertThat(DatabaseFaults.number(after, "select 1")).isOne();
            }
        }
    }

    /** A server, a proxy in front of it, and the driver by way of that. */
    private static final class Rig implements AutoCloseable {
        final DatabaseFaults faults;
        final FaultProxy proxy;
        final Access direct;
        private final Access proxied;
        private final DriverVersion driver;

        Rig(DriverVersion driver) throws Exception {
            this.driver = driver;
            faults = DatabaseFaults.of(driver.server());
            proxy = driver.server().proxy();
            direct = Access.to(driver.url(), driver, PoolVersion.NONE);
            proxied = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
        }

        boolean isPostgresql() {
            return driver.server().product().equals("postgresql");
        }

        Connection connect() throws SQLException {
            return proxied.connect();
        }

        @Override
        public void close() throws Exception {
            proxy.close();
            faults.close();
            direct.close();
            proxied.close();
        }
    }
}
