package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A security manager asks everybody on the stack, us too, and must find what it would find without us. On a machine
 * whose Java versions all come without one there is nothing to test.
 */
class SecurityManagerIT {
    @TempDir
    Path directory;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.breakwater.smoke.Jdk#withSecurityManager")
    void under_one_that_trusts_the_agent_calls_are_guarded(Jdk jdk) throws Exception {
        Path policy = policy(
                "grant codeBase \"" + AgentJvm.AGENT.toUri() + "\" { permission java.security.AllPermission; };");
        AgentJvm.Ended plain = secured(jdk, policy).run("Fetch", "GET");
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = secured(jdk, policy)
                    .agent(ConfigurationFile.guarding(directory))
                    .run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200");
            assertThat(jvm.err())
                    .filteredOn(line -> !plain.err().contains(line))
                    .allSatisfy(line -> assertThat(line).startsWith("breakwater: retry "));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.breakwater.smoke.Jdk#withSecurityManager")
    void under_one_that_does_not_trust_the_agent_the_program_runs(Jdk jdk) throws Exception {
        Path policy = policy("");
        AgentJvm.Ended plain = secured(jdk, policy).run("Fetch", "GET");
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(200)))) {

            AgentJvm.Ended jvm = secured(jdk, policy)
                    .agent(ConfigurationFile.guarding(directory))
                    .run("Fetch", "GET", server.uri("/"));

            jvm.printed("200 answer 200");
            assertThat(jvm.err())
                    .filteredOn(line -> !plain.err().contains(line))
                    .allSatisfy(line -> assertThat(line).startsWith("breakwater: "));
        }
    }

    /** Our own classes and the configuration are loaded by the first call, from deep within the program. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.breakwater.smoke.Jdk#settingASecurityManager")
    void under_one_that_the_program_sets_itself_blocking_calls_are_guarded(Jdk jdk) throws Exception {
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = setting(jdk).run("LateSecurityManager", 0, "Fetch", "GET", server.uri("/"));

            guarded(jvm, server);
        }
    }

    /**
     * The configuration is read by a thread of ours before the first call, and later attempts begin in one that has no
     * rights of its own.
     */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.breakwater.smoke.Jdk#settingASecurityManager")
    void under_one_that_the_program_sets_itself_asynchronous_calls_are_guarded(Jdk jdk) throws Exception {
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = setting(jdk).run("LateSecurityManager", 1_000, "FetchAsync", server.uri("/"));

            guarded(jvm, server);
        }
    }

    /** Where we guard nothing yet, but read the configuration all the same. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.breakwater.smoke.Jdk#of8")
    void under_one_that_the_program_sets_itself_java_8_is_left_alone(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {

            AgentJvm.Ended jvm = setting(jdk).run("LateSecurityManager", 0, "UrlFetch", server.uri("/"));

            jvm.printed("503").quietly();
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static void guarded(AgentJvm.Ended jvm, MisbehavingServer server) {
        jvm.printed("200 answer 200");
        assertThat(server.requests()).hasSize(3);
        assertThat(jvm.err())
                .filteredOn(line -> !line.startsWith("WARNING: ")) // the JVM's word on security managers
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("breakwater: retry "));
    }

    private static MisbehavingServer recovering() throws IOException {
        return MisbehavingServer.start(Script.inOrder(Answer.status(503), Answer.status(503), Answer.status(200)));
    }

    private static AgentJvm secured(Jdk jdk, Path policy) {
        return AgentJvm.on(jdk).option("-Djava.security.manager", "-Djava.security.policy==" + policy);
    }

    /** For a program that sets one later, to which it has to be allowed from Java 18 on. */
    private AgentJvm setting(Jdk jdk) throws IOException {
        AgentJvm vm = AgentJvm.on(jdk)
                .option("-Djava.security.policy==" + policy(""))
                .agent(ConfigurationFile.guarding(directory));
        return jdk.feature() < 18 ? vm : vm.option("-Djava.security.manager=allow");
    }

    private Path policy(String grants) throws IOException {
        String program = "grant codeBase \"" + AgentJvm.PROGRAMS.toUri() + "\" {\n"
                + "  permission java.net.SocketPermission \"localhost:*\", \"connect,resolve\";\n"
                + "  permission java.net.URLPermission \"http://localhost:*/-\", \"GET,POST:*\";\n"
                + "};\n";
        return Files.writeString(directory.resolve("test.policy"), program + grants);
    }
}
