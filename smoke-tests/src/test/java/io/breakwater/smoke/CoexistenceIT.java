package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent among the application's own libraries, other agents, and the ways in which a JVM is started. */
class CoexistenceIT {
    private static final Path LIBRARIES = Path.of(System.getProperty("other.jars"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void a_program_sees_its_own_old_libraries_and_only_those(Jdk jdk) throws Exception {
        Path[] old = {
            LIBRARIES.resolve("snakeyaml.jar"), LIBRARIES.resolve("caffeine.jar"), LIBRARIES.resolve("byte-buddy.jar")
        };
        AgentJvm.Ended plain = AgentJvm.on(jdk).classPath(old).run("OwnLibraries");

        AgentJvm.Ended jvm = AgentJvm.on(jdk)
                .agent(ConfigurationFile.guarding(directory))
                .classPath(old)
                .run("OwnLibraries");

        jvm.printed(
                "org.yaml.snakeyaml.Yaml snakeyaml.jar 1",
                "{answer=42}",
                "com.github.benmanes.caffeine.cache.Caffeine caffeine.jar 1",
                "com.github.benmanes.caffeine.cache.Cache caffeine.jar 1",
                "{}",
                "net.bytebuddy.utility.RandomString byte-buddy.jar 1",
                "7");
        assertThat(jvm.err()).isEqualTo(plain.err());
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void of_all_our_classes_a_program_sees_the_bridge_and_the_entry(Jdk jdk) throws Exception {
        AgentJvm.Ended jvm = AgentJvm.on(jdk)
                .agent(ConfigurationFile.guarding(directory))
                .run(
                        "ClassFinder",
                        "io.breakwater.engine.CallSession",
                        "io.breakwater.config.Configuration",
                        "io.breakwater.tooling.AgentInstaller",
                        "io.breakwater.extension.Adapter",
                        "org.yaml.snakeyaml.Yaml",
                        "com.github.benmanes.caffeine.cache.Caffeine",
                        "net.bytebuddy.jar.asm.ClassReader",
                        "picocli.CommandLine",
                        "java.lang.BreakwaterBridge");

        jvm.printed(
                        "io.breakwater.engine.CallSession invisible",
                        "io.breakwater.config.Configuration invisible",
                        "io.breakwater.tooling.AgentInstaller invisible",
                        "io.breakwater.extension.Adapter invisible",
                        "org.yaml.snakeyaml.Yaml invisible",
                        "com.github.benmanes.caffeine.cache.Caffeine invisible",
                        "net.bytebuddy.jar.asm.ClassReader invisible",
                        "picocli.CommandLine invisible",
                        "java.lang.BreakwaterBridge boot")
                .quietly();
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void the_client_of_every_java_version_works_as_before(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .agent(ConfigurationFile.guarding(directory))
                    .run("UrlFetch", server.uri("/"));

            jvm.printed("503").quietly();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void the_agent_given_twice_acts_once(Jdk jdk) throws Exception {
        Path configuration = ConfigurationFile.guarding(directory);
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm =
                    AgentJvm.on(jdk).agent(configuration).agent(configuration).run("Fetch", "GET", server.uri("/"));

            jvm.printed("503 answer 503").withOnlyOurLog();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dbreakwater.enabled=false",
                "-Dbreakwater.enabled=off",
                "-Dbreakwater.enabled=No",
                "-Dbreakwater.enabled=0",
                "-Dbreakwater.mode=disabled"
            })
    void a_switch_turns_everything_off(String option) throws Exception {
        Path configuration = ConfigurationFile.write(
                directory, "version: 1", "mode: enforce", "defaults: {http: {retry: {retry-on: [gateway-error]}}}");
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .option(option)
                    .agent(configuration)
                    .run("Fetch", "GET", server.uri("/"));

            jvm.printed("503 answer 503").quietly();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_misspelt_switch_is_told() throws Exception {
        Path configuration = ConfigurationFile.guarding(directory);
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .option("-Dbreakwater.enabled=flase")
                    .agent(configuration)
                    .run("Fetch", "GET", server.uri("/"));

            jvm.printed("503 answer 503").withOnlyOurLog();
            assertThat(jvm.err())
                    .anySatisfy(line -> assertThat(line).contains("enabled: flase (expected: true or false)"));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void a_variable_of_the_environment_turns_everything_off() throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .variable("BREAKWATER_ENABLED", "OFF")
                    .agent(ConfigurationFile.guarding(directory))
                    .run("Fetch", "GET", server.uri("/"));

            jvm.printed("503 answer 503").quietly();
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** Compose files and charts set what they do not set to the empty text. */
    @Test
    void variables_that_are_set_to_nothing_say_nothing() throws Exception {
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .variable("BREAKWATER_CONFIG", "")
                    .variable("BREAKWATER_ENABLED", "")
                    .variable("BREAKWATER_MODE", "")
                    .variable("BREAKWATER_DEFAULTS_HTTP_RETRY_MAX_ATTEMPTS", " ")
                    .variable("BREAKWATER_LOG_LEVEL", "")
                    .agent(ConfigurationFile.guarding(directory))
                    .run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200");
            assertThat(jvm.err())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).startsWith("breakwater: retry "));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_client_that_was_created_before_the_agent_is_guarded(Jdk jdk) throws Exception {
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .otherAgent(OtherAgent.jar(directory, "EarlyClient"))
                    .agent(ConfigurationFile.guarding(directory))
                    .run("EarlyClient", server.uri("/"));

            jvm.printed("200").withOnlyOurLog();
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void at_most_three_daemon_threads_are_ours_and_they_hold_no_loader(Jdk jdk) throws Exception {
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .agent(ConfigurationFile.guarding(directory))
                    .run("ThreadCensus", server.uri("/"));

            List<String> ours = jvm.out().stream()
                    .filter(line -> line.contains("breakwater"))
                    .collect(Collectors.toList());
            assertThat(jvm.out()).contains("200");
            assertThat(ours)
                    .hasSizeLessThanOrEqualTo(3)
                    .allSatisfy(line -> assertThat(line).startsWith("daemon free "));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_opentelemetry_agent_and_ours_work_in_either_order(boolean oursFirst) throws Exception {
        Path configuration = ConfigurationFile.guarding(directory);
        Path telemetry = LIBRARIES.resolve("opentelemetry-javaagent.jar");
        AgentJvm vm = AgentJvm.on(Jdk.current())
                .option("-Dotel.traces.exporter=console", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
        vm = oursFirst
                ? vm.agent(configuration).otherAgent(telemetry)
                : vm.otherAgent(telemetry).agent(configuration);
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = vm.run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200");
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(
                            request -> assertThat(request.header("traceparent")).isNotNull());
            assertThat(jvm.err()).filteredOn(line -> line.contains(" CLIENT ")).hasSize(3);
            assertThat(jvm.err()).noneMatch(line -> line.contains("Exception"));
        }
    }

    /** The mark by which we know our attempts again is inside what the other agent, asked before us, makes of it. */
    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void an_agent_that_wraps_body_handlers_does_not_keep_calls_from_being_retried(Jdk jdk) throws Exception {
        AgentJvm vm = AgentJvm.on(jdk)
                .classPath(LIBRARIES.resolve("byte-buddy-current.jar"))
                .agent(ConfigurationFile.guarding(directory))
                .otherAgent(OtherAgent.jar(directory, "WrappingAgent"));
        try (MisbehavingServer server = recovering();
                MisbehavingServer asynchronous = recovering()) {

            List<AgentJvm.Ended> jvms =
                    List.of(vm.run("Fetch", "GET", server.uri("/")), vm.run("FetchAsync", asynchronous.uri("/")));

            for (AgentJvm.Ended jvm : jvms) {
                // The application's handler, and then ours at each attempt.
                jvm.printed("wrapped", "wrapped", "wrapped", "wrapped", "200 answer 200")
                        .withOnlyOurLog();
            }
            assertThat(server.requests()).hasSize(3);
            assertThat(asynchronous.requests()).hasSize(3);
        }
    }

    private static MisbehavingServer recovering() throws IOException {
        return MisbehavingServer.start(Script.inOrder(Answer.status(503), Answer.status(503), Answer.status(200)));
    }
}
