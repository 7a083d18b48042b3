package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NestedCallTest {
    private final HttpClient client = HttpClient.newHttpClient();

    /** Trap 57: send calls sendAsync inside the client; one call is one sample and one place. */
    @ParameterizedTest
    @EnumSource
    void one_call_counts_once(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"));
                Agent agent = Agent.with(Rules.none().breakerAfter(2).bulkhead(1, Duration.ZERO))) {
            sending.send(client, Sent.get(server));
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);

            sending.send(client, Sent.get(server));

            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
        }
    }

    /** Trap 57: a call that is made while another one is under way is a call of its own. */
    @ParameterizedTest
    @EnumSource
    void a_call_within_a_body_handler_is_guarded_for_itself(Sending sending) throws Exception {
        try (ScriptedServer inner = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("inner"));
                ScriptedServer outer = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("outer"));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(10).bulkhead(1, Duration.ZERO))) {

            HttpResponse<String> response = sending.send(
                    client,
                    Sent.get(outer),
                    info -> BodySubscribers.mapping(
                            BodyHandlers.ofString().apply(info), body -> body + " and " + innerBody(sending, inner)));

            assertThat(response.body()).isEqualTo("outer and inner");
            assertThat(inner.requests()).isEqualTo(2);
            assertThat(outer.requests()).isEqualTo(2);
            assertThat(agent.underWay(inner)).isZero();
            assertThat(agent.underWay(outer)).isZero();
        }
    }

    /** Trap 58: nothing depends on the thread in which a call is made. */
    @Test
    void calls_within_other_futures_are_guarded() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        number -> number % 2 == 1 ? Answer.status(503, "no") : Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            String bodies = client.sendAsync(Sent.get(server), BodyHandlers.ofString())
                    .thenCompose(first -> CompletableFuture.completedFuture(server)
                            .thenComposeAsync(any -> client.sendAsync(Sent.get(any), BodyHandlers.ofString()))
                            .thenApply(second -> first.body() + second.body()))
                    .get(10, TimeUnit.SECONDS);

            assertThat(bodies).isEqualTo("yesyes");
            assertThat(server.requests()).isEqualTo(4);
        }
    }

    private String innerBody(Sending sending, ScriptedServer inner) {
        try {
            return sending.send(HttpClient.newHttpClient(), Sent.get(inner)).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
