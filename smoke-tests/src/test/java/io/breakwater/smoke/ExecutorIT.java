package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients whose executor the application needs itself: what completes without us completes with us. */
class ExecutorIT {
    @TempDir
    Path directory;

    /** Code of the application that waits for another retry must not run in the thread that all retries come from. */
    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void an_executor_that_runs_everything_at_once_does_not_stop_our_timer(Jdk jdk) throws Exception {
        Script everyOtherFails = request -> Answer.status(request.number() % 2 == 1 ? 503 : 200);
        try (MisbehavingServer server = MisbehavingServer.start(everyOtherFails);
                MisbehavingServer sessions = MisbehavingServer.start(everyOtherFails)) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .agent(configuration("50ms"))
                    .run("SessionCookies", server.uri("/"), sessions.uri("/"));

            jvm.printed("200 answer 200").withOnlyOurLog();
            assertThat(server.requests()).hasSize(2);
            assertThat(sessions.requests()).hasSize(4);
        }
    }

    /** The one thread waits during the backoff, and then for an attempt that only that thread could begin. */
    @Test
    void an_executor_of_one_thread_that_waits_for_the_call_gets_the_answer_that_was_there() throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(new SecondLater())) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .agent(configuration("2s"))
                    .run("OneThread", server.uri("/first"), server.uri("/second"));

            jvm.printed("503 answer 503").withOnlyOurLog();
        }
    }

    /** Two attempts, with this backoff exactly. */
    private Path configuration(String backoff) throws IOException {
        return ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  http:",
                "    retry:",
                "      max-attempts: 2",
                "      retry-on: [gateway-error]",
                "      backoff: {initial: " + backoff + ", max: " + backoff + ", jitter: none}",
                "      budget: {percent: 100%, min-per-second: 100}",
                "    circuit-breaker: {mode: disabled}");
    }

    /** The first path is answered with a 503 at once, the second with a 200, some time after the first. */
    private static final class SecondLater implements Script {
        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        public Answer answer(Request request) {
            if (request.target().equals("/first")) {
                first.countDown();
                return Answer.status(503);
            }
            try {
                first.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.status(200).after(300);
        }
    }
}
