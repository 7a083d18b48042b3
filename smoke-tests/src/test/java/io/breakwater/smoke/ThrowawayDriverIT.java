package io.breakwater.smoke;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that is taken away, with the driver that it brought: neither our adapters nor what waits at our timer keep
 * them. The watch of a connection of PostgreSQL may do so for 5 s.
 */
class ThrowawayDriverIT {

    @TempDir
    Path directory;

    private static Stream<Arguments> everywhere() {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of(DriverVersion.POSTGRESQL_42_2, DriverVersion.POSTGRESQL_42_7)
                        .map(driver -> Arguments.of(driver, jdk)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everywhere")
    void the_loader_of_a_driver_is_collected(DriverVersion driver, Jdk jdk) throws Exception {
        AgentJvm.on(jdk)
                .agent(ConfigurationFile.guardingDatabases(directory))
                // The driver's own thread would stay for 30 s.
                .option("-Dpgjdbc.config.cleanup.thread.ttl=100")
                .run(
                        "ThrowawayDriver",
                        IsolatedJars.in(driver.directory()).get(0),
                        driver.url(),
                        driver.server().user(),
                        "select 1")
                .printed("1", "collected")
                .withOnlyOurLog();
    }
}
