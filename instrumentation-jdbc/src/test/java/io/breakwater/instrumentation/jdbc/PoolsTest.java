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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies between the application and its driver, a call is one call; and a pool can always look after itself. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolsTest {
    private static final DriverVersion H2 = DriverVersion.H2_2;

    @ParameterizedTest
    @EnumSource(value = PoolVersion.class, names = "AWS_WRAPPER", mode = EnumSource.Mode.EXCLUDE)
    void each_call_counts_once_through_every_pool(PoolVersion pool) throws Exception {
        each_call_counts_once(H2.inMemory("once" + pool), H2, pool);
    }

    /** It knows no H2. The looks that it takes at the database when it connects are calls of nobody else. */
    @Test
    void each_call_counts_once_through_the_wrapper_of_aws() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;

        each_call_counts_once(driver.url(), driver, PoolVersion.AWS_WRAPPER);
    }

    private static void each_call_counts_once(String url, DriverVersion driver, PoolVersion pool) throws Exception {
        try (Access access = Access.to(url, driver, pool);
                Agent agent = Agent.with(Rules.watching())) {
            try (Connection connection = access.connect();
                    Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("select ? + 1")) {
                statement.execute("create temporary table t (id int)");
                agent.forgetCalls();

                statement.executeUpdate("insert into t values (1)");
                statement.executeQuery("select id from t").close();
                statement.addBatch("insert into t values (2)");
                statement.executeBatch();
                prepared.setInt(1, 1);
                prepared.executeQuery().close();
                prepared.execute();

                assertThat(agent.count("EXECUTE")).isEqualTo(4);
                assertThat(agent.count("BATCH")).isEqualTo(1);
                assertThat(agent.count("CONNECT")).isZero();
            }
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PoolVersion.class,
            names = {"TOMCAT_9", "TOMCAT_10"})
    void each_call_counts_once_through_the_interceptors_of_tomcat(PoolVersion pool) throws Exception {
        String url = H2.inMemory("interceptors" + pool);
        try (Access access = Access.to(
                        url,
                        H2,
                        pool,
                        settings -> Access.set(
                                settings,
                                "setJdbcInterceptors",
                                "QueryTimeoutInterceptor(queryTimeout=20);StatementCache(prepared=true)"));
                Agent agent = Agent.with(
                        Rules.watching().query(Duration.ofSeconds(30)).cap());
                Connection connection = access.connect()) {
            agent.forgetCalls();
            for (int i = 0; i < 3; i++) {
                try (PreparedStatement prepared = connection.prepareStatement("select 1")) {
                    prepared.executeQuery().close();
                }
            }
            assertThat(agent.calls()).hasSize(3);

            try (PreparedStatement prepared = connection.prepareStatement("select 1")) {
                assertThat(prepared.getQueryTimeout()).isEqualTo(20);
            }
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static Stream<Arguments> tests() {
        return Stream.of(
                Arguments.of(PoolVersion.HIKARICP_4, "setConnectionTestQuery", ""),
                Arguments.of(PoolVersion.HIKARICP_7, "setConnectionTestQuery", ""),
                Arguments.of(PoolVersion.DBCP_2, "setValidationQuery", "setTestOnBorrow"),
                Arguments.of(PoolVersion.TOMCAT_9, "setValidationQuery", "setTestOnBorrow"),
                Arguments.of(PoolVersion.TOMCAT_10, "setValidationQuery", "setTestOnBorrow"),
                Arguments.of(PoolVersion.C3P0, "setPreferredTestQuery", "setTestConnectionOnCheckout"),
                Arguments.of(PoolVersion.DRUID, "setValidationQuery", "setTestOnBorrow"));
    }

    /** Traps 83 and 85. The pool keeps its connection, and serves as soon as the breaker lets it. */
    @ParameterizedTest
    @MethodSource("tests")
    void a_pool_tests_its_connections_while_the_breaker_is_open(PoolVersion pool, String query, String borrow)
            throws Exception {
        String url = H2.inMemory("tested" + pool);
        try (Access access = Access.to(url, H2, pool, settings -> {
                    Access.set(settings, query, "select 41 + 1");
                    if (!borrow.isEmpty()) {
                        Access.set(settings, borrow, true);
                    }
                    if (pool == PoolVersion.C3P0) {
                        Access.set(settings, "setForceSynchronousCheckins", true);
                    }
                });
                Agent agent = Agent.with(Rules.none().breakerAfter(1).openFor(Duration.ofMillis(700)))) {
            Connection first = access.connect();
            Connection physical = first.unwrap(Connection.class);
            assertThat(physical).isNotNull();
            first.close();
            agent.forgetCalls();
            agent.open(url);

            try (Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN))
                        .as("nothing was refused, and nobody says so")
                        .isEmpty();
                Throwable refused = catchThrowable(() -> statement.execute("select 1"));

                assertThat(root(refused)).isInstanceOf(CallNotPermittedException.class);
            }

            Waiting.until(() -> works(access));
            assertThat(agent.count("CONNECT")).as("connections made meanwhile").isZero();
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean works(Access access) {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException refused) {
            return false;
        }
    }
}
