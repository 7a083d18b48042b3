package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.TestTimer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller's deadline does to what only this client has: bodies that are read when the call has returned. */
class DeadlineTest {
    private static final Duration LEFT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();

    /** Short limits do not go well with classes that are still to be loaded. */
    @BeforeAll
    static void warmUp() throws Exception {
        TimeoutTest.warmUp();
    }

    /** Traps 20 and 21. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/event-stream"})
    void a_body_that_is_read_after_the_call_is_cut_at_the_deadline(String type) throws Exception {
        for (Sending sending : Sending.values()) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.drip(1000, 20, "Content-Type: " + type));
                    Agent agent = Agent.with(Rules.none().deadlines())) {
                long startNanos = System.nanoTime();
                HttpResponse<InputStream> response;
                try (Scope serving = agent.servesFor(LEFT)) {
                    response = sending.send(client, Sent.get(server), BodyHandlers.ofInputStream());
                }

                Throwable thrown = catchThrowable(() -> response.body().readAllBytes());

                assertThat(thrown).hasRootCauseInstanceOf(HttpTimeoutException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                        .isBetween(LEFT.minus(Rules.MARGIN), LEFT.plusSeconds(2));
                assertThat(server.sawClose(1000)).isTrue();
                assertThat(agent.kinds()).containsExactly(InterventionKind.DEADLINE_EXCEEDED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_is_read_in_time_leaves_no_timer(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.drip(10, 10));
                Agent agent = Agent.with(Rules.none().deadlines());
                Scope serving = agent.servesFor(LONG)) {

            HttpResponse<InputStream> response = sending.send(client, Sent.get(server), BodyHandlers.ofInputStream());

            assertThat(response.body().readAllBytes()).hasSize(10);
            Waiting.until(() -> TestTimer.INSTANCE.pendingTasks() == 0);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_applications_request_is_never_touched(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().deadlinesAreTold());
                Scope serving = agent.servesFor(LONG)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/"))
                    .header("baggage", "user=42")
                    .build();

            sending.send(client, request);

            assertThat(request.headers().map().toString()).isEqualTo("{baggage=[user=42]}");
            assertThat(server.received().get(0).header("baggage")).startsWith("deadline=");
        }
    }
}
