package io.breakwater.instrumentation.jdbc.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
class AccessTest {
    @ParameterizedTest
    @MethodSource("drivers")
    void every_driver_can_be_loaded_apart_from_the_others(DriverVersion driver) throws Exception {
        try (IsolatedJars jars = IsolatedJars.of(driver.directory())) {
            Driver loaded = jars.create(driver.driverClass(), Driver.class);

            assertThat(loaded.getClass().getClassLoader()).isSameAs(jars.loader());
        }
    }

    @ParameterizedTest
    @MethodSource("networkDrivers")
    void every_driver_for_which_there_is_a_server_reaches_it(DriverVersion driver) throws Exception {
        assertSelects(driver.url(), driver, PoolVersion.NONE);
    }

    @ParameterizedTest
    @MethodSource("inProcessDrivers")
    void every_driver_that_is_the_database_itself_works_in_memory(DriverVersion driver) throws Exception {
        assertSelects(driver.inMemory("access"), driver, PoolVersion.NONE);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void every_pool_lends_connections_of_the_newest_drivers(PoolVersion pool) throws Exception {
        assertSelects(DriverVersion.POSTGRESQL_42_7.url(), DriverVersion.POSTGRESQL_42_7, pool);
        assertSelects(DriverVersion.MARIADB_3_5.url(), DriverVersion.MARIADB_3_5, pool);
        assertSelects(DriverVersion.MYSQL_9.url(), DriverVersion.MYSQL_9, pool);
    }

    @ParameterizedTest
    @MethodSource("h2Drivers")
    void h2_is_reached_over_the_network_as_well(DriverVersion driver) throws Exception {
        try (H2Server server = H2Server.start(driver);
                FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port())) {
            assertSelects(H2Server.url(proxy.port(), "access"), driver, PoolVersion.NONE);

            assertThat(proxy.acceptedConnections()).isPositive();
        }
    }

    static Stream<DriverVersion> h2Drivers() {
        return inProcessDrivers().filter(driver -> driver.directory().startsWith("h2"));
    }

    static Stream<PoolVersion> pools() {
        return Stream.of(PoolVersion.values()).filter(PoolVersion::runsHere);
    }

    static Stream<DriverVersion> drivers() {
        return Stream.of(DriverVersion.values()).filter(DriverVersion::runsHere);
    }

    static Stream<DriverVersion> networkDrivers() {
        return drivers().filter(DriverVersion::hasServer);
    }

    static Stream<DriverVersion> inProcessDrivers() {
        return drivers().filter(DriverVersion::isInProcess);
    }

    private static void assertSelects(String url, DriverVersion driver, PoolVersion pool) throws Exception {
        String sql = driver.directory().startsWith("derby") ? "values 1" : "select 1";
        try (Access access = Access.to(url, driver, pool);
                Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isOne();
        }
    }
}
