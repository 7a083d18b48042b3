package io.breakwater.smoke;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged agent under HikariCP: the newest of each driver on every Java version that there is here, the oldest on the
 * oldest and the newest. PostgreSQL and MariaDB for real, H2 in process. For one driver alone: {@code -Dsmoke.drivers=H2}.
 */
class DriverVersionsIT {
    private static final Set<DriverVersion> DRIVERS = EnumSet.of(
            DriverVersion.POSTGRESQL_42_2,
            DriverVersion.POSTGRESQL_42_7,
            DriverVersion.MYSQL_5_1,
            DriverVersion.MYSQL_9,
            DriverVersion.MARIADB_2_7,
            DriverVersion.MARIADB_3_5,
            DriverVersion.H2_1_4,
            DriverVersion.H2_2);
    private static final Set<DriverVersion> NEWEST = EnumSet.of(
            DriverVersion.POSTGRESQL_42_7, DriverVersion.MYSQL_9, DriverVersion.MARIADB_3_5, DriverVersion.H2_2);
    private static final Set<String> GUARDED = ConcurrentHashMap.newKeySet();

    @TempDir
    Path directory;

    static Stream<Arguments> everywhere() {
        return drivers()
                .flatMap(driver -> Jdk.all().stream()
                        .filter(jdk -> isTested(driver, jdk))
                        .map(jdk -> Arguments.of(driver, pool(jdk), jdk)));
    }

    private static Stream<DriverVersion> drivers() {
        String only = System.getProperty("smoke.drivers", "");
        return DRIVERS.stream().filter(driver -> driver.name().contains(only));
    }

    private static boolean isTested(DriverVersion driver, Jdk jdk) {
        boolean isAtAnEnd = Jdk.oldestAndNewest().stream().anyMatch(end -> end.feature() == jdk.feature());
        return jdk.feature() >= driver.minimumJava() && (isAtAnEnd || NEWEST.contains(driver));
    }

    private static PoolVersion pool(Jdk jdk) {
        return jdk.feature() < 11 ? PoolVersion.HIKARICP_4 : PoolVersion.HIKARICP_7;
    }

    /** A statement that is cut, one that the breaker refuses right after it, and a connection that finds nobody. */
    @ParameterizedTest(name = "{0} with {1} on {2}")
    @MethodSource("everywhere")
    void a_program_with_a_pool_is_guarded(DriverVersion driver, PoolVersion pool, Jdk jdk) throws Exception {
        try (DeafPort nobody = new DeafPort()) {
            String user = driver.hasServer() ? driver.server().user() : "";

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .agent(ConfigurationFile.guardingDatabases(directory))
                    // H2 tries again by itself, and takes two seconds for it.
                    .option("-Dh2.socketConnectRetry=0")
                    .classPath(jars(driver, pool))
                    .run("PooledQueries", url(driver), user, slow(driver), nobody(driver, nobody.port()));

            jvm.printed(
                            "both: done, done",
                            "slow: timeout in time",
                            "next: SQLTransientException",
                            "lent: 0",
                            "refused connection: kept",
                            "nobody there: 3 attempts",
                            "served again, lent: 0")
                    .withOnlyOurLog();
            GUARDED.add(driver + " " + jdk);
        }
    }

    private static Path[] jars(DriverVersion driver, PoolVersion pool) {
        return Stream.concat(Stream.of(driver.directory()), Stream.of(pool.directories()))
                .flatMap(name -> IsolatedJars.in(name).stream())
                .toArray(Path[]::new);
    }

    private static String url(DriverVersion driver) {
        return driver.isInProcess() ? driver.inMemory("smoke") : driver.url();
    }

    private static String nobody(DriverVersion driver, int port) {
        return driver.isInProcess() ? "jdbc:h2:tcp://localhost:" + port + "/mem:smoke" : driver.url("localhost", port);
    }

    private static String slow(DriverVersion driver) {
        if (driver.isInProcess()) {
            return "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b";
        }
        return driver.server().product().equals("postgresql") ? "select pg_sleep(30)" : "select sleep(30)";
    }

    /** Into the log of the build. */
    @AfterAll
    static void the_matrix_is_printed() {
        System.out.printf("%-28s", "");
        Jdk.all().forEach(jdk -> System.out.printf(" %-8s", jdk));
        System.out.println();
        drivers().forEach(driver -> {
            System.out.printf("%-28s", driver);
            for (Jdk jdk : Jdk.all()) {
                String seen = GUARDED.contains(driver + " " + jdk) ? "guarded" : "FAILED";
                System.out.printf(" %-8s", isTested(driver, jdk) ? seen : "-");
            }
            System.out.println();
        });
    }
}
