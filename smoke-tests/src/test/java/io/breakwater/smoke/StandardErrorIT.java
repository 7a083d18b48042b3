package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent logs to a standard error that is not its own: no call waits until somebody has read, or let go of it. */
class StandardErrorIT {
    private static final Script EVERY_OTHER_FAILS = request -> Answer.status(request.number() % 2 == 1 ? 503 : 200);

    @TempDir
    Path directory;

    private Path configuration;

    /** Each call is retried, and nothing keeps it from that. */
    @BeforeEach
    void write() throws IOException {
        configuration = ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  http:",
                "    retry:",
                "      max-attempts: 2",
                "      retry-on: [gateway-error]",
                "      backoff: {initial: 1ms, max: 1ms}",
                "      budget: {percent: 100%, min-per-second: 1000}",
                "    circuit-breaker: {mode: disabled}");
    }

    @Test
    void while_nobody_reads_it_and_it_is_full_calls_go_on() throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(EVERY_OTHER_FAILS)) {

            AgentJvm.Ended jvm =
                    AgentJvm.on(Jdk.current()).unread().agent(configuration).run("Chatterbox", server.uri("/"), 1_000);

            jvm.printed("1000 answered");
            assertThat(server.requests()).hasSize(2_000);
        }
    }

    @Test
    void while_the_program_holds_its_lock_calls_go_on() throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(EVERY_OTHER_FAILS)) {

            AgentJvm.Ended jvm =
                    AgentJvm.on(Jdk.current()).agent(configuration).run("LazyReport", server.uri("/"), 100);

            jvm.printed("100 answered");
            assertThat(jvm.err())
                    .contains("report of 100 calls")
                    .anySatisfy(line -> assertThat(line).startsWith("breakwater: retry "));
            assertThat(server.requests()).hasSize(200);
        }
    }
}
