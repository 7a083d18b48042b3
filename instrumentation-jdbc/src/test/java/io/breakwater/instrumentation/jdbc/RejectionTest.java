package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RejectionTest {
    private static final DriverVersion H2 = DriverVersion.H2_2;

    @Test
    void an_open_breaker_refuses_a_statement_before_the_driver_sees_it() throws Exception {
        String url = H2.inMemory("refused");
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(2));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
            agent.open(url);

            Throwable refused = catchThrowable(() -> statement.executeUpdate("insert into t values (1)"));

            assertThat(refused).isInstanceOf(SQLTransientException.class).hasMessageContaining("jdbc:h2:mem:refused");
            assertThat(((SQLException) refused).getSQLState()).isNull();
            assertThat(refused.getStackTrace()).isEmpty();
            assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).hasSize(1);
        }
    }

    @Test
    void a_refused_batch_did_not_run_and_can_be_executed_later() throws Exception {
        String url = H2.inMemory("batch");
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(1).openFor(Duration.ofMillis(500)));
                Connection connection = access.connect();
                Statement setUp = connection.createStatement()) {
            setUp.execute("create table t (id int)");
            PreparedStatement batch = connection.prepareStatement("insert into t values (1)");
            batch.addBatch();
            batch.addBatch();
            agent.open(url);

            Throwable refused = catchThrowable(() -> {
                agent.open(url);
                batch.executeBatch();
            });

            assertThat(refused)
                    .isInstanceOf(CallNotPermittedException.class)
                    .isNotInstanceOf(BatchUpdateException.class);
            Waiting.until(() -> agent.guardOf(url).breaker().permitsCall(System.nanoTime()));
            assertThat(batch.executeBatch()).containsExactly(1, 1);
        }
    }

    @Test
    void an_open_breaker_refuses_a_connection() throws Exception {
        String url = H2.inMemory("connection");
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(2))) {
            agent.open(url);

            Throwable refused = catchThrowable(access::connect);

            assertThat(refused).isInstanceOf(CallNotPermittedException.class);
        }
    }

    /** Trap 85. */
    @Test
    void what_ends_a_transaction_or_a_connection_is_never_refused() throws Exception {
        String url = H2.inMemory("ends");
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(2));
                Connection connection = access.connect()) {
            connection.setAutoCommit(false);
            agent.open(url);

            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getMetaData().getTables(null, null, "%", null).next())
                    .isTrue();
            connection.rollback();
            connection.commit();
            connection.close();

            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*", "MYSQL_.*", "MARIADB_.*", "H2_.*", "DERBY_.*", "SQLITE_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void metadata_is_never_refused(DriverVersion driver) throws Exception {
        String url = driver.isInProcess() ? driver.inMemory("metadata") : driver.url();
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(2));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            agent.open(url);

            connection.getMetaData().getTables(null, null, "%", null).close();
            connection.getMetaData().getColumns(null, null, "nothing", "%").close();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            connection.rollback();

            assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).isEmpty();
            assertThat(catchThrowable(() -> statement.execute("select 1")))
                    .isInstanceOf(CallNotPermittedException.class);
        }
    }

    @Test
    void an_observed_breaker_refuses_nothing() throws Exception {
        String url = H2.inMemory("observed");
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(2).observe())) {
            agent.open(url);

            try (Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("select 1")).isTrue();
            }

            assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).hasSize(2);
        }
    }

    @Test
    void a_full_bulkhead_refuses_a_statement_and_no_connection() throws Exception {
        String url = H2.inMemory("full");
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ZERO));
                Connection first = access.connect();
                Statement holder = first.createStatement()) {
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> execute(holder, slow()));
            Waiting.until(() -> agent.underWay(url) == 1);

            try (Connection second = access.connect();
                    Statement statement = second.createStatement()) {
                Throwable refused = catchThrowable(() -> statement.executeQuery("select 1"));

                assertThat(refused).isInstanceOf(BulkheadFullException.class);
            }

            cancel(holder, held);
            assertThat(agent.underWay(url)).isZero();
        }
    }

    @Test
    void a_thread_that_is_interrupted_in_the_queue_keeps_its_flag() throws Exception {
        String url = H2.inMemory("queue");
        Duration wait = Duration.ofSeconds(30);
        try (Access access = Access.to(url, H2, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().bulkhead(1, wait));
                Connection first = access.connect();
                Connection second = access.connect();
                Statement holder = first.createStatement();
                Statement statement = second.createStatement()) {
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> execute(holder, slow()));
            Waiting.until(() -> agent.underWay(url) == 1);
            CompletableFuture<Object> seen = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                Throwable thrown = catchThrowable(() -> statement.execute("select 1"));
                seen.complete(Thread.currentThread().isInterrupted() ? thrown : "no flag");
            });
            waiter.start();
            agent.awaitWait(wait);

            waiter.interrupt();

            assertThat(seen.get(10, TimeUnit.SECONDS)).isInstanceOf(SQLTransientException.class);
            cancel(holder, held);
            assertThat(agent.underWay(url)).isZero();
        }
    }

    /** Again and again, because what has not begun in the driver is not cancelled. */
    private static void cancel(Statement statement, CompletableFuture<Void> execution) {
        Waiting.until(() -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return execution.isDone();
        });
    }

    private static void execute(Statement statement, String text) {
        assertThat(catchThrowable(() -> statement.execute(text))).isInstanceOf(SQLException.class);
    }

    private static String slow() {
        return "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";
    }
}
