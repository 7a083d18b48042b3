package io.breakwater.smoke;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool that connects in a thread of its own, to which a request's deadline is carried. */
@Tag("timing")
class PoolAcrossExecutorsIT {
    private static final DriverVersion DRIVER = DriverVersion.POSTGRESQL_42_7;

    @TempDir
    Path directory;

    @Test
    void a_connection_that_was_made_under_a_deadline_outlives_it_with_the_limits_that_it_had() throws Exception {
        Path configuration = ConfigurationFile.write(
                directory, "version: 1", "mode: enforce", "deadline: {across-executors: true, margin: 0ms}");

        AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                .agent(configuration)
                .classPath(Stream.concat(Stream.of(DRIVER.directory()), Stream.of(PoolVersion.HIKARICP_7.directories()))
                        .flatMap(name -> IsolatedJars.in(name).stream())
                        .toArray(Path[]::new))
                .run("FilledOnDemand", DRIVER.url(), DRIVER.server().user());

        jvm.printed("filled: done, 0 ms", "later: done, 0 ms", "cut: PSQLException", "at last: done, 0 ms");
    }
}
