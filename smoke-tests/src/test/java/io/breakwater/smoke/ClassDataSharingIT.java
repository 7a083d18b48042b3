package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent that touches the bootstrap class path switches class-data sharing off, and with it a good part of start-up. */
class ClassDataSharingIT {
    private static final String FROM_ARCHIVE = "source: shared objects file";

    @TempDir
    Path directory;

    private MisbehavingServer server;

    @BeforeEach
    void start() throws IOException {
        server = MisbehavingServer.start(Script.always(Answer.status(200)));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from17")
    void classes_of_the_jdk_still_come_from_the_archive(Jdk jdk) throws Exception {
        Path plainLog = directory.resolve("plain.log");
        Path agentLog = directory.resolve("agent.log");
        fetch(AgentJvm.on(jdk), plainLog).printed("200 answer 200");
        long plain = count(plainLog, line -> line.contains(FROM_ARCHIVE));
        assumeThat(plain).as("%s has an archive of its own classes", jdk).isPositive();

        fetch(AgentJvm.on(jdk).agent(ConfigurationFile.guarding(directory)), agentLog)
                .printed("200 answer 200");

        // An entry hook in a class costs that class its place in the archive, and no other.
        assertThat(count(agentLog, line -> line.contains(FROM_ARCHIVE))).isGreaterThan(plain - 50);
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from17")
    void classes_of_the_application_still_come_from_its_archive(Jdk jdk) throws Exception {
        Path archive = directory.resolve("application.jsa");
        Path log = directory.resolve("agent.log");
        AgentJvm.on(jdk).option("-XX:ArchiveClassesAtExit=" + archive).run("Fetch", "GET", server.uri("/"));
        assumeThat(archive).as("%s writes an archive", jdk).exists();

        AgentJvm vm = AgentJvm.on(jdk).option("-XX:SharedArchiveFile=" + archive);
        AgentJvm.Ended ended = fetch(vm.agent(ConfigurationFile.guarding(directory)), log);

        // From JDK 24 on the JVM says on standard output that any agent costs it its archived module graph.
        assertThat(ended.out()).contains("200 answer 200");
        assertThat(count(log, line -> line.contains("io.breakwater.smoke.apps.Fetch ") && line.contains(FROM_ARCHIVE)))
                .isEqualTo(1);
    }

    private AgentJvm.Ended fetch(AgentJvm vm, Path log) throws IOException, InterruptedException {
        return vm.option("-Xshare:auto", "-Xlog:class+load:file=" + log)
                .run("Fetch", "GET", server.uri("/"))
                .quietly();
    }

    private static long count(Path log, Predicate<String> which) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(which).count();
        }
    }
}
