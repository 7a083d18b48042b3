package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One unchanged program, one call, and a server that behaves or does not. */
class GuardedCallIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_healthy_call_is_left_alone(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(200)))) {
            Path configuration = ConfigurationFile.guarding(directory);

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200").quietly();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void two_503_and_a_200_become_a_200(Jdk jdk) throws Exception {
        Script script = Script.inOrder(Answer.status(503), Answer.status(503), Answer.status(200));
        try (MisbehavingServer server = MisbehavingServer.start(script)) {
            Path configuration = ConfigurationFile.guarding(directory);

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200").withOnlyOurLog();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void an_asynchronous_call_is_retried_too(Jdk jdk) throws Exception {
        Script script = Script.inOrder(Answer.status(503), Answer.reset(), Answer.status(200));
        try (MisbehavingServer server = MisbehavingServer.start(script)) {
            Path configuration = ConfigurationFile.guarding(directory);

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("FetchAsync", server.uri("/"));

            jvm.printed("200 answer 200").withOnlyOurLog();
            assertThat(server.requests()).hasSize(3);
        }
    }

    /** The client repeats a GET on its own when the connection is reset: under a policy it must not. */
    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_server_that_always_resets_sees_exactly_max_attempts(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.reset()))) {
            Path configuration = ConfigurationFile.guarding(directory);
            AgentJvm.Ended plain = AgentJvm.on(jdk).run("Fetch", "GET", server.uri("/plain"));

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "GET", server.uri("/guarded"));

            jvm.printed(plain.out().toArray(new String[0])).withOnlyOurLog();
            assertThat(server.requests().stream()
                            .filter(request -> request.target().equals("/guarded")))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_stalled_attempt_is_cut_off_and_repeated(Jdk jdk) throws Exception {
        Script script = Script.inOrder(Answer.status(200).after(30_000), Answer.status(200));
        try (MisbehavingServer server = MisbehavingServer.start(script)) {
            Path configuration = ConfigurationFile.guarding(directory, "2s");

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200").withOnlyOurLog();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_refused_connection_is_still_a_connect_exception(Jdk jdk) throws Exception {
        Path configuration = ConfigurationFile.guarding(directory);
        try (DeafPort nobody = new DeafPort()) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "GET", nobody.url());

            jvm.printed("java.net.ConnectException").withOnlyOurLog();
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_post_that_may_have_had_an_effect_is_sent_once(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {
            Path configuration = ConfigurationFile.guarding(directory);

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "POST", server.uri("/"));

            jvm.printed("503 answer 503").withOnlyOurLog();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void without_a_configuration_nothing_changes(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent().run("Fetch", "GET", server.uri("/"));

            jvm.printed("503 answer 503").withOnlyOurLog();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true) // without a JDK that has them
    @MethodSource("io.breakwater.smoke.Jdk#from21")
    void virtual_threads_are_guarded(Jdk jdk) throws Exception {
        Script everyThird = request -> Answer.status(request.number() % 3 == 0 ? 503 : 200);
        try (MisbehavingServer server = MisbehavingServer.start(everyThird)) {
            Path configuration = ConfigurationFile.write(
                    directory,
                    "version: 1",
                    "mode: enforce",
                    "defaults:",
                    "  http:",
                    "    retry:",
                    "      max-attempts: 8",
                    "      retry-on: [gateway-error]",
                    "      backoff: {initial: 5ms, max: 20ms}",
                    "      budget: {percent: 100%, min-per-second: 1000}",
                    "    circuit-breaker: {mode: disabled}");

            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("VirtualFetch", server.uri("/"), 200);

            jvm.printed("200 answered").withOnlyOurLog();
            assertThat(server.requests()).hasSizeGreaterThan(200);
        }
    }
}
