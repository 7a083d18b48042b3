package io.breakwater.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver that the agent does not know, and that the configuration names. */
class NamedDriverIT {
    private static final String URL = "jdbc:h2:mem:named;DB_CLOSE_DELAY=-1";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void a_driver_that_is_named_is_guarded_as_others_are(Jdk jdk) throws Exception {
        try (DeafPort nobody = new DeafPort()) {
            AgentJvm.on(jdk)
                    .agent(configuration(NAMED))
                    .option("-Dh2.socketConnectRetry=0")
                    .classPath(jars(jdk))
                    .run(
                            "PooledQueries",
                            URL,
                            "",
                            "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b",
                            "jdbc:h2:tcp://localhost:" + nobody.port() + "/mem:named")
                    .printed(
                            "both: done, done",
                            "slow: timeout in time",
                            "next: SQLTransientException",
                            "lent: 0",
                            "refused connection: kept",
                            "nobody there: 3 attempts",
                            "served again, lent: 0")
                    .withOnlyOurLog();
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#oldestAndNewest")
    void one_that_is_not_named_is_left_alone(Jdk jdk) throws Exception {
        try (DeafPort nobody = new DeafPort()) {
            AgentJvm.on(jdk)
                    .agent(configuration(List.of()))
                    .option("-Dh2.socketConnectRetry=0")
                    .classPath(jars(jdk))
                    .run("Query", "jdbc:h2:tcp://localhost:" + nobody.port() + "/mem:named", "")
                    .printed("com.example.shaded.jdbc.JdbcSQLNonTransientConnectionException 90067")
                    .quietly();
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#oldestAndNewest")
    void a_name_of_a_class_that_executes_nothing_is_told(Jdk jdk) throws Exception {
        List<String> wrong = List.of(
                "jdbc-drivers:",
                "  - driver-class: " + UnknownDriver.PACKAGE + ".Driver",
                "    connection-class: " + UnknownDriver.PACKAGE + ".jdbc.JdbcConnection",
                "    statement-class: " + UnknownDriver.PACKAGE + ".jdbc.JdbcResultSet");

        AgentJvm.Ended jvm = AgentJvm.on(jdk)
                .agent(configuration(wrong))
                .classPath(jars(jdk))
                .run("Query", URL, "", "select 1");

        jvm.printed("1");
        assertThat(jvm.err())
                .singleElement()
                .asString()
                .startsWith(
                        "breakwater: com.example.shaded.jdbc.JdbcResultSet is not guarded, though jdbc-drivers names it");
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#oldestAndNewest")
    void whoever_asks_hears_that_the_driver_is_guarded(Jdk jdk) throws Exception {
        AgentJvm.Ended jvm = AgentJvm.on(jdk)
                .agent(configuration(NAMED))
                .option("-Dbreakwater.log.level=info")
                .classPath(jars(jdk))
                .run("Query", URL, "", "select 1");

        jvm.printed("1").withOnlyOurLog();
        assertThat(jvm.err())
                .filteredOn(line -> line.contains("is in place in"))
                .containsExactly("breakwater: is in place in JDBC: com.example.shaded.Driver, unknown-driver.jar");
    }

    private static final List<String> NAMED = List.of(
            "jdbc-drivers:",
            "  - driver-class: " + UnknownDriver.PACKAGE + ".Driver",
            "    connection-class: " + UnknownDriver.PACKAGE + ".jdbc.JdbcConnection",
            "    statement-class: " + UnknownDriver.PACKAGE + ".jdbc.JdbcStatement",
            "    prepared-statement-class: " + UnknownDriver.PACKAGE + ".jdbc.JdbcPreparedStatement",
            "    callable-statement-class: " + UnknownDriver.PACKAGE + ".jdbc.JdbcCallableStatement");

    private Path configuration(List<String> more) throws IOException {
        Path policies = ConfigurationFile.guardingDatabases(directory);
        List<String> lines = new ArrayList<>(Files.readAllLines(policies, UTF_8));
        lines.addAll(more);
        Files.write(policies, lines);
        return policies;
    }

    private Path[] jars(Jdk jdk) throws IOException {
        PoolVersion pool = jdk.feature() < 11 ? PoolVersion.HIKARICP_4 : PoolVersion.HIKARICP_7;
        return Stream.concat(
                        Stream.of(UnknownDriver.in(directory)),
                        Stream.of(pool.directories()).flatMap(name -> IsolatedJars.in(name).stream()))
                .toArray(Path[]::new);
    }
}
