package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What our limits make a driver, a pool and a server do besides. Traps 67, 68, 70 to 74, 81, 82, 84 and 88. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DriverCostTest {
    private static final DriverVersion POSTGRESQL = DriverVersion.POSTGRESQL_42_7;
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Trap 67. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_42_7", "MYSQL_9", "MARIADB_3_5"})
    void a_limit_costs_no_round_trip(DriverVersion driver) throws Exception {
        assertThat(requests(driver, Rules.none().query(LONG).grace(LONG)))
                .isEqualTo(requests(driver, Rules.watching()));
    }

    private static long requests(DriverVersion driver, Rules rules) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(rules);
                Connection connection = access.connect();
                PreparedStatement statement = connection.prepareStatement("select ? + 1")) {
            long before = proxy.requests();
            for (int i = 0; i < 20; i++) {
                statement.setInt(1, i);
                statement.executeQuery().close();
            }
            return proxy.requests() - before;
        }
    }

    /** Trap 68: the driver logs in once more to cancel each of them. */
    @Test
    void a_storm_of_timeouts_opens_one_more_connection_for_each_at_most_and_keeps_none() throws Exception {
        int statements = 10;
        DriverVersion driver = DriverVersion.MYSQL_9;
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofSeconds(1)).grace(LONG))) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < statements; i++) {
                connections.add(access.connect());
            }

            failAllAtOnce(connections, "select sleep(30)");

            assertThat(proxy.acceptedConnections()).isLessThanOrEqualTo(2 * statements);
            for (Connection connection : connections) {
                assertThat(connection.isValid(5)).isTrue();
                connection.close();
            }
        }
    }

    /** Trap 70: the driver cancels one after the other, and each cancel that nobody hears takes as long as a connect may. */
    @Test
    void cancels_that_nobody_hears_wait_for_each_other_no_longer_than_connects_may_take() throws Exception {
        int statements = 5;
        try (FaultProxy proxy = POSTGRESQL.server().proxy();
                Access access = Access.to(POSTGRESQL.url(proxy.host(), proxy.port()), POSTGRESQL, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .connect(Duration.ofSeconds(1))
                        .query(Duration.ofMillis(300))
                        .grace(Duration.ofMillis(300))
                        .breakerAfter(100))) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < statements; i++) {
                connections.add(access.connect());
            }
            proxy.blackHole();
            long startNanos = System.nanoTime();

            failAllAtOnce(connections, "select 1");

            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(20));
            proxy.pass();
        }
    }

    private static void failAllAtOnce(List<Connection> connections, String text) throws Exception {
        List<FutureTask<Throwable>> all = new ArrayList<>();
        for (Connection connection : connections) {
            all.add(DatabaseFaults.started(() -> {
                try (Statement statement = connection.createStatement()) {
                    return catchThrowable(() -> statement.execute(text));
                }
            }));
        }
        for (FutureTask<Throwable> each : all) {
            assertThat(DatabaseFaults.join(each)).isInstanceOf(SQLException.class);
        }
    }

    /**
     * Trap 71: a late cancel ends the next statement. A connection is aborted only where its peer is silent, and nothing
     * executes on it afterwards; that pools notice (trap 73), the matrix of faults shows.
     */
    @Test
    void nothing_of_ours_cancels_a_statement() throws Exception {
        Set<String> called = new HashSet<>();
        for (Class<?> type : List.of(
                StatementCall.class,
                StatementLimits.class,
                SilenceWatch.class,
                QueryTimeout.class,
                ConnectCall.class)) {
            try (InputStream file =
                    type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
                new ClassReader(file.readAllBytes()).accept(new Calls(called), 0);
            }
        }

        assertThat(called).contains("setNetworkTimeout").doesNotContain("cancel", "close");
    }

    /** Traps 72 and 73. */
    @ParameterizedTest
    @EnumSource(
            value = PoolVersion.class,
            names = {"HIKARICP_4", "HIKARICP_7", "DBCP_2"})
    void a_limit_that_ends_a_statement_costs_the_pool_no_connection(PoolVersion pool) throws Exception {
        try (Access access = Access.to(POSTGRESQL.url(), POSTGRESQL, pool);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofMillis(100)).grace(LONG))) {
            access.connect().close();
            agent.forgetCalls();
            for (int i = 0; i < 5; i++) {
                try (Connection connection = access.connect();
                        Statement statement = connection.createStatement()) {
                    assertThat(catchThrowable(() -> statement.execute("select pg_sleep(30)")))
                            .isInstanceOf(SQLException.class);
                }
            }

            assertThat(agent.count("CONNECT")).isZero();
        }
    }

    /** Traps 74 and 81: rows that come slowly, after execute has returned, are nobody's limit. */
    @Test
    void rows_that_are_fetched_later_are_not_cut_off() throws Exception {
        try (Access access = Access.to(POSTGRESQL.url(), POSTGRESQL, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofMillis(700)).grace(Duration.ofMillis(100)));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(1);
            int count = 0;

            try (ResultSet rows = statement.executeQuery(
                    "select i, case when i = 3 then pg_sleep(1.5) end from generate_series(1, 5) i")) {
                while (rows.next()) {
                    count++;
                }
            }

            assertThat(count).isEqualTo(5);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** Trap 82: what is cut off by a query timeout ends at the server, too. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_42_7", "MYSQL_9", "MARIADB_3_5"})
    void a_statement_that_was_cut_off_does_not_go_on_at_the_server(DriverVersion driver) throws Exception {
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().query(Duration.ofSeconds(1)).grace(LONG));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            assertThat(catchThrowable(() -> statement.execute(faults.sleep(30))))
                    .isInstanceOf(SQLException.class);

            assertThat(faults.number(
                            driver == POSTGRESQL
                                    ? "select count(*) from pg_stat_activity where state = 'active' and query like"
                                            + " 'select pg_sleep(30)%'"
                                    : "select count(*) from information_schema.processlist where command = 'Query' and"
                                            + " info like 'select sleep(30)%'"))
                    .isZero();
        }
    }

    /** Trap 84. */
    @Test
    void a_pool_that_is_empty_is_no_failure_of_the_database() throws Exception {
        try (Access access = Access.to(
                        POSTGRESQL.url(),
                        POSTGRESQL,
                        PoolVersion.HIKARICP_6,
                        settings -> Access.set(settings, "setConnectionTimeout", 300));
                Agent agent = Agent.with(Rules.none().connectAttempts(3).breakerAfter(1))) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < Access.MAX_CONNECTIONS; i++) {
                all.add(access.connect());
            }
            long startNanos = System.nanoTime();

            assertThat(catchThrowable(access::connect)).isInstanceOf(SQLException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
            assertThat(agent.stateOf(POSTGRESQL.url())).isEqualTo(CircuitState.CLOSED);
            assertThat(agent.kinds()).isEmpty();
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    /** Trap 88: an attempt of ours is one of the driver's. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_42_7", "MYSQL_9", "MARIADB_3_5"})
    void each_attempt_logs_in_once(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .connect(Duration.ofSeconds(1))
                        .login(Duration.ofSeconds(1))
                        .connectAttempts(3))) {
            proxy.acceptAndStayMute();

            assertThat(catchThrowable(access::connect)).isInstanceOf(SQLException.class);

            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(2);
            assertThat(proxy.acceptedConnections()).isEqualTo(3);
        }
    }

    /** The names of the methods that a class calls. */
    private static final class Calls extends ClassVisitor {
        private final Set<String> called;

        Calls(Set<String> called) {
            super(Opcodes.ASM9);
            this.called = called;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String name, String descriptor, boolean isInterface) {
                    called.add(name);
                }
            };
        }
    }
}
