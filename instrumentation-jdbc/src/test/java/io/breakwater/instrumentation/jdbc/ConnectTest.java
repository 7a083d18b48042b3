package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectTest {

    private static Stream<DriverVersion> networkDrivers() {
        return Stream.of(DriverVersion.values()).filter(DriverVersion::hasServer);
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void a_database_that_refuses_for_a_moment_is_asked_again(DriverVersion driver) throws Exception {
        Duration backoff = Duration.ofMillis(400);
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().connectAttempts(3).backoff(backoff))) {
            proxy.refuse();
            CompletableFuture<Connection> connecting = CompletableFuture.supplyAsync(() -> connect(access));
            agent.awaitWait(backoff);
            proxy.accept();

            try (Connection connection = connecting.get(20, TimeUnit.SECONDS)) {
                assertThat(connection.isValid(5)).isTrue();
            }

            assertThat(agent.interventions(InterventionKind.RETRY)).isNotEmpty();
        }
    }

    /** The tests' MariaDB lets everybody in. */
    @ParameterizedTest
    @EnumSource(
            value = DriverVersion.class,
            names = {"POSTGRESQL_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void credentials_that_are_refused_are_not_tried_again(DriverVersion driver) throws Exception {
        try (IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(Rules.none().connectAttempts(5).breakerAfter(1))) {
            Driver connecting = jars.create(driver.driverClass(), Driver.class);
            Properties properties = new Properties();
            properties.setProperty("user", "nobody_knows");
            properties.setProperty("password", "wrong");

            Throwable failure = catchThrowable(() -> connecting.connect(driver.url(), properties));

            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.stateOf(driver.url())).isEqualTo(CircuitState.CLOSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MARIADB_2_7, sessionVariables=no_such_variable=1",
        "MARIADB_3_5, sessionVariables=no_such_variable=1",
        "MARIADB_3_5, initSql=select no_such_column",
        "MYSQL_5_1, sessionVariables=no_such_variable=1",
        "MYSQL_8, sessionVariables=no_such_variable=1",
        "MYSQL_9, sessionVariables=no_such_variable=1",
    })
    void a_command_after_the_login_that_the_server_refuses_is_not_tried_again(DriverVersion driver, String setting)
            throws Exception {
        String url = driver.url() + (driver.url().contains("?") ? "&" : "?") + setting;
        try (Access access = Access.to(url, driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().connectAttempts(3).breakerAfter(1))) {

            Throwable failure = catchThrowable(access::connect);

            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(agent.count("CONNECT")).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.stateOf(url)).isEqualTo(CircuitState.CLOSED);
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void a_peer_that_accepts_and_stays_mute_ends_with_the_limits(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().connect(Duration.ofSeconds(1)).login(Duration.ofSeconds(1)))) {
            proxy.acceptAndStayMute();
            long startNanos = System.nanoTime();

            Throwable failure = catchThrowable(access::connect);

            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
        }
    }

    @Test
    void a_login_timeout_that_a_pool_has_set_for_all_drivers_does_not_keep_ours_away() throws Exception {
        int before = DriverManager.getLoginTimeout();
        DriverManager.setLoginTimeout(40);
        try {
            a_peer_that_accepts_and_stays_mute_ends_with_the_limits(DriverVersion.POSTGRESQL_42_7);
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void a_peer_that_does_not_accept_ends_with_the_limits(DriverVersion driver) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().connect(Duration.ofSeconds(1)).login(Duration.ofSeconds(3)))) {
            proxy.fillBacklog();
            long startNanos = System.nanoTime();

            Throwable failure = catchThrowable(access::connect);

            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void the_limits_of_the_login_do_not_hold_for_what_comes_then(DriverVersion driver) throws Exception {
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent =
                        Agent.with(Rules.none().connect(Duration.ofSeconds(5)).login(Duration.ofSeconds(5)));
                Connection connection = access.connect();
                Statement statement = connection.createStatement()) {

            assertThat(connection.getNetworkTimeout()).isZero();
            assertThat(statement.execute("select 1")).isTrue();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static final String SOCKET_TIMEOUT = "socketTimeout";

    private static Stream<Arguments> driversAndOwnSocketTimeouts() {
        return networkDrivers().flatMap(driver -> Stream.of(0, 60).map(seconds -> Arguments.of(driver, seconds)));
    }

    @ParameterizedTest
    @MethodSource("driversAndOwnSocketTimeouts")
    void a_filled_limit_leaves_the_applications_timeout_of_the_socket(DriverVersion driver, int seconds)
            throws Exception {
        assertThat(networkMillis(driver, seconds, Rules.none().login(Duration.ofSeconds(5))))
                .isEqualTo(seconds * 1000);
    }

    @ParameterizedTest
    @MethodSource("driversAndOwnSocketTimeouts")
    void a_limit_that_caps_the_login_gives_the_timeout_of_the_socket_back(DriverVersion driver, int seconds)
            throws Exception {
        assertThat(networkMillis(
                        driver,
                        seconds,
                        Rules.none().login(Duration.ofSeconds(5)).cap()))
                .isEqualTo(seconds * 1000);
    }

    /** What a connection has whose application asked for this many seconds. PostgreSQL counts in them, the others do not. */
    private static int networkMillis(DriverVersion driver, int seconds, Rules rules) throws Exception {
        boolean isInSeconds = driver.name().startsWith("POSTGRESQL");
        try (IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(rules)) {
            Driver connecting = jars.create(driver.driverClass(), Driver.class);
            Properties properties = new Properties();
            properties.setProperty("user", driver.server().user());
            properties.setProperty("password", "");
            properties.setProperty(SOCKET_TIMEOUT, Integer.toString(isInSeconds ? seconds : seconds * 1000));
            try (Connection connection = connecting.connect(driver.url(), properties)) {
                assertThat(connection.isValid(5)).isTrue();
                assertThat(agent.kinds()).isEmpty();
                return connection.getNetworkTimeout();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void the_applications_properties_are_not_changed(DriverVersion driver) throws Exception {
        try (IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent =
                        Agent.with(Rules.none().connect(Duration.ofSeconds(5)).login(Duration.ofSeconds(5)))) {
            Driver connecting = jars.create(driver.driverClass(), Driver.class);
            Properties properties = new Properties();
            properties.setProperty("user", driver.server().user());
            properties.setProperty("password", "");

            connecting.connect(driver.url(), properties).close();

            assertThat(properties).hasSize(2);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static final String CONNECT_TIMEOUT = "connectTimeout";

    private static Stream<Arguments> longerOfTheApplication() {
        return Stream.of(
                Arguments.of(DriverVersion.POSTGRESQL_42_7, "2"),
                Arguments.of(DriverVersion.MYSQL_9, "2000"),
                Arguments.of(DriverVersion.MARIADB_3_5, "2000"));
    }

    @ParameterizedTest
    @MethodSource("longerOfTheApplication")
    void an_observed_limit_on_connecting_is_noted_and_not_set(DriverVersion driver, String own) throws Exception {
        try (FaultProxy proxy = driver.server().proxy();
                IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(
                        Rules.none().connect(Duration.ofSeconds(1)).cap().observe())) {
            Driver connecting = jars.create(driver.driverClass(), Driver.class);
            Properties properties = new Properties();
            properties.setProperty("user", driver.server().user());
            properties.setProperty(CONNECT_TIMEOUT, own);
            proxy.fillBacklog();
            long startNanos = System.nanoTime();

            Throwable failure =
                    catchThrowable(() -> connecting.connect(driver.url(proxy.host(), proxy.port()), properties));

            assertThat(failure).isInstanceOf(SQLException.class);
            assertThat(System.nanoTime() - startNanos).isGreaterThan(1_900_000_000L);
            assertThat(agent.interventions(InterventionKind.CONNECT_TIMEOUT))
                    .singleElement()
                    .matches(seen -> !seen.isEnforced());
        }
    }

    @Test
    void an_observed_limit_on_the_login_is_noted_and_not_set() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().login(Duration.ofNanos(1)).observe())) {
            access.connect().close();

            assertThat(agent.kinds()).containsExactly(InterventionKind.ATTEMPT_TIMEOUT);
        }
    }

    /** The driver counts seconds, and so this would be within its limit and beyond ours. */
    @Test
    void a_connection_that_is_refused_late_was_not_cut_off() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().connect(Duration.ofNanos(1)))) {
            proxy.refuse();

            assertThat(catchThrowable(access::connect)).isInstanceOf(SQLException.class);

            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_limit_that_could_not_be_told_to_the_driver_ended_nothing() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(
                        driver.url(proxy.host(), proxy.port()) + "?connectTimeout=1&loginTimeout=1",
                        driver,
                        PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none()
                        .connect(Duration.ofMillis(100))
                        .login(Duration.ofMillis(100))
                        .cap())) {
            proxy.fillBacklog();

            assertThat(catchThrowable(access::connect)).isInstanceOf(SQLException.class);

            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void the_limit_is_named_that_ended_the_attempt(DriverVersion driver) throws Exception {
        Rules rules = Rules.none().connect(Duration.ofSeconds(1)).login(Duration.ofSeconds(2));
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(rules)) {
            proxy.acceptAndStayMute();
            assertThat(catchThrowable(access::connect)).isInstanceOf(SQLException.class);
            proxy.fillBacklog();
            assertThat(catchThrowable(access::connect)).isInstanceOf(SQLException.class);

            // MariaDB has one for both.
            boolean hasOne = driver.name().startsWith("MARIADB");
            assertThat(agent.kinds())
                    .containsExactly(
                            hasOne ? InterventionKind.CONNECT_TIMEOUT : InterventionKind.ATTEMPT_TIMEOUT,
                            InterventionKind.CONNECT_TIMEOUT);
        }
    }

    /** It is no limit on connecting, though it is one of the same length. */
    @Test
    void a_limit_on_cancelling_of_the_applications_does_not_keep_ours_away() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (FaultProxy proxy = driver.server().proxy();
                IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(Rules.none().connect(Duration.ofSeconds(1)))) {
            Driver connecting = jars.create(driver.driverClass(), Driver.class);
            Properties properties = new Properties();
            properties.setProperty("user", driver.server().user());
            properties.setProperty("cancelSignalTimeout", "20");
            proxy.fillBacklog();

            assertThat(catchThrowable(() -> connecting.connect(driver.url(proxy.host(), proxy.port()), properties)))
                    .isInstanceOf(SQLException.class);

            assertThat(agent.kinds()).containsExactly(InterventionKind.CONNECT_TIMEOUT);
        }
    }

    @Test
    void a_driver_that_does_not_know_the_url_is_not_asked_for_a_connection() throws Exception {
        DriverVersion driver = DriverVersion.H2_2;
        try (IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(Rules.watching())) {
            Driver connecting = jars.create(driver.driverClass(), Driver.class);

            assertThat(connecting.connect("jdbc:other:thing", new Properties())).isNull();
            assertThat(agent.calls()).isEmpty();
        }
    }

    @Test
    void a_database_that_stays_away_opens_the_breaker() throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (FaultProxy proxy = driver.server().proxy();
                Access access = Access.to(driver.url(proxy.host(), proxy.port()), driver, PoolVersion.NONE);
                Agent agent = Agent.with(Rules.none().breakerAfter(2))) {
            proxy.refuse();

            for (int i = 0; i < 2; i++) {
                assertThat(catchThrowable(access::connect))
                        .isInstanceOf(SQLException.class)
                        .isNotInstanceOf(CallNotPermittedException.class);
            }

            assertThat(catchThrowable(access::connect)).isInstanceOf(CallNotPermittedException.class);
        }
    }

    private static Connection connect(Access access) {
        try {
            return access.connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
