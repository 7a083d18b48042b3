package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.BrokenMethod;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import io.breakwater.instrumentation.jdbc.sql.SqlDialect;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A bug in any method of ours: the application gets what it would get without us, what it had set is set again, and nothing
 * stays taken.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EveryBugTest {
    private static final DriverVersion POSTGRESQL = DriverVersion.POSTGRESQL_42_7;

    private static final Class<?>[] CLASSES = {
        AcquireCall.class,
        ConnectAdapter.class,
        ConnectCall.class,
        ConnectionUrl.class,
        Connections.class,
        DataSourceAdapter.class,
        DataSourceCall.class,
        ExecuteAdapter.class,
        FilledProperties.class,
        Housekeeping.class,
        KnownConnection.class,
        LoginTimeout.class,
        ParameterAdapter.class,
        PrepareAdapter.class,
        PreparedStatements.class,
        QueryTimeout.class,
        Refusals.class,
        SqlFailures.class,
        StatementCall.class,
        StatementClassifier.class,
        StatementKinds.class,
        StatementLimits.class,
        StatementRetries.class,
        VendorFailures.class
    };

    /** What does nothing but call the driver, or nothing outside of a try that catches everything. */
    private static final Set<String> CANNOT_HAVE_ONE = Set.of(
            "AcquireCall.guard",
            "AcquireCall.introduced",
            "ConnectAdapter.enter",
            "ConnectCall.plain",
            "ConnectCall.send",
            "ConnectCall.takeBack",
            "DataSourceAdapter.enter",
            "DataSourceCall.acquire",
            "DataSourceCall.plain",
            "DataSourceCall.send",
            "ExecuteAdapter.enter",
            "FilledProperties.isTakenBack",
            "FilledProperties.properties",
            "KnownConnection.onUnseenText",
            "KnownConnection.release",
            "LoginTimeout.takeBack",
            "ParameterAdapter.enter",
            "PrepareAdapter.enter",
            "PrepareAdapter.introduce",
            "PrepareAdapter.mayBeRepeated",
            "PrepareAdapter.prepare",
            "StatementCall.guard",
            "StatementCall.named",
            "StatementCall.plain",
            "StatementCall.send",
            "StatementLimits.takeBack");

    /** One for all: a driver in a loader of its own takes longer to start than all that is tested with it. */
    private static Access access;

    @BeforeAll
    static void prepare() throws Exception {
        BrokenMethod.prepare(CLASSES);
        access = Access.to(POSTGRESQL.url(), POSTGRESQL, PoolVersion.NONE);
    }

    @AfterAll
    static void restore() throws Exception {
        BrokenMethod.restore(CLASSES);
        access.close();
    }

    private static Stream<Arguments> methods() {
        return Stream.of(CLASSES)
                .flatMap(type -> BrokenMethod.methodsOf(type)
                        .filter(method -> !CANNOT_HAVE_ONE.contains(type.getSimpleName() + "." + method))
                        .map(method -> Arguments.of(type, method)));
    }

    @Test
    void a_broken_method_throws_until_it_is_whole_again() {
        try (BrokenMethod bug = BrokenMethod.in(StatementClassifier.class, "classify")) {
            assertThatThrownBy(() -> StatementClassifier.classify(SqlDialect.POSTGRESQL, "select 1"))
                    .hasMessage("a bug");
        }
        assertThat(StatementClassifier.classify(SqlDialect.POSTGRESQL, "select 1"))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void no_bug_reaches_the_application(Class<?> type, String method) throws Exception {
        try (DatabaseFaults faults = DatabaseFaults.of(POSTGRESQL.server());
                Agent agent = Agent.with(everything())) {
            String failing = faults.failingRead(1, "40001", 0);
            Connection connection;
            try (BrokenMethod bug = BrokenMethod.in(type, method)) {
                connection = access.connect();
                connection.setNetworkTimeout(Runnable::run, 100_000);
                work(connection, failing);
            }
            assertThat(connection.getNetworkTimeout()).isEqualTo(100_000);
            assertThat(agent.underWay(POSTGRESQL.url())).isZero();
            assertNothingIsMarked(agent, connection);
            agent.open(POSTGRESQL.url());
            try (BrokenMethod bug = BrokenMethod.in(type, method);
                    Statement statement = connection.createStatement()) {
                assertIsSqlOrNothing(catchThrowable(() -> statement.execute("select 1")));
                connection.getMetaData().getTables(null, null, "none", null).close();
            }
            assertThat(agent.underWay(POSTGRESQL.url())).isZero();
            connection.close();
        }
    }

    /** What an application does with a connection, and what must come of it. */
    private static void work(Connection connection, String failing) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select ? + 1")) {
            statement.setQueryTimeout(40);
            assertThat(number(statement.executeQuery("select 42"))).isEqualTo(42);
            prepared.setInt(1, 1);
            assertThat(number(prepared.executeQuery())).isEqualTo(2);
            prepared.setObject(1, 2);
            assertThat(number(prepared.executeQuery())).isEqualTo(3);
            prepared.setBinaryStream(1, new ByteArrayInputStream(new byte[1]), 1);
            Throwable refused = catchThrowable(() -> statement.execute("select nonsense"));
            assertThat(refused).isInstanceOf(SQLException.class).hasMessageContaining("nonsense");
            statement.addBatch("select 1");
            assertIsSqlOrNothing(catchThrowable(statement::executeBatch));
            assertIsSqlOrNothing(catchThrowable(() -> number(statement.executeQuery(failing))));
            assertThat(number(statement.executeQuery(failing))).isBetween(2L, 3L);
            assertThat(statement.getQueryTimeout()).isEqualTo(40);
            assertThat(prepared.getQueryTimeout()).isZero();
        }
    }

    private static void assertNothingIsMarked(Agent agent, Connection connection) throws SQLException {
        assertThat(Nesting.isNested()).isFalse();
        KnownConnection known = Connections.known(connection);
        if (known != null) {
            assertThat(known.claim()).isTrue();
            known.release();
        }
        agent.forgetCalls();
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 1")).isTrue();
        }
        assertThat(agent.count("EXECUTE")).isOne();
    }

    private static Stream<Arguments> methodsOfDataSources() {
        return methods()
                .filter(arguments -> Set.of(
                                AcquireCall.class,
                                ConnectionUrl.class,
                                Connections.class,
                                DataSourceAdapter.class,
                                DataSourceCall.class,
                                LoginTimeout.class)
                        .contains(arguments.get()[0]));
    }

    @ParameterizedTest
    @MethodSource("methodsOfDataSources")
    void no_bug_reaches_the_data_source(Class<?> type, String method) throws Exception {
        DriverVersion driver = DriverVersion.MARIADB_3_5;
        try (IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(everything())) {
            DataSource source = jars.create("org.mariadb.jdbc.MariaDbDataSource", DataSource.class);
            Access.set(source, "setUrl", driver.url() + "?user=root");
            int before = source.getLoginTimeout();

            try (BrokenMethod bug = BrokenMethod.in(type, method)) {
                assertThatCode(() -> source.getConnection().close()).doesNotThrowAnyException();
            }

            assertThat(source.getLoginTimeout()).isEqualTo(before);
            LoginTimeout claim = LoginTimeout.claim(
                    agent.engine(),
                    source,
                    io.breakwater.instrumentation.jdbc.driver.Drivers.of("org.mariadb.jdbc.MariaDbDataSource", "")
                            .dataSource("org.mariadb.jdbc.MariaDbDataSource"),
                    driver.url(),
                    Set.of());
            assertThat(claim).as("nobody holds it").isNotNull();
            claim.takeBack();
        }
    }

    private static void assertIsSqlOrNothing(Throwable thrown) {
        assertThat(thrown == null || thrown instanceof SQLException)
                .as(() -> String.valueOf(thrown))
                .isTrue();
    }

    private static Rules everything() {
        return Rules.none()
                .query(Duration.ofSeconds(30))
                .cap()
                .grace(Duration.ofSeconds(5))
                .connect(Duration.ofSeconds(10))
                .login(Duration.ofSeconds(8))
                .connectAttempts(2)
                .readAttempts(2)
                .breakerAfter(1000)
                .bulkhead(10, Duration.ofSeconds(1));
    }

    private static long number(ResultSet rows) throws SQLException {
        try (rows) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
