package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class CancellationTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private static Rules rules() {
        return Rules.attempts(3).breakerAfter(1).bulkhead(5, Duration.ZERO);
    }

    /** Trap 39: down to the wire, on every Java version; and nothing is under way any more. */
    @Test
    void cancelling_the_future_closes_the_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(rules())) {
            CompletableFuture<HttpResponse<String>> call = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            server.awaitRequest();

            boolean cancelled = call.cancel(true);

            assertThat(cancelled).isTrue();
            assertThat(server.sawClose(1000)).isTrue();
            assertThat(agent.underWay(server)).isZero();
            assertThat(server.requests()).isEqualTo(1);
            assertThat(catchThrowable(call::get)).isInstanceOf(CancellationException.class);
        }
    }

    /** Trap 39: while the body is on the way. */
    @Test
    void cancelling_during_the_body_closes_the_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(200));
                Agent agent = Agent.with(rules().total(Duration.ofMinutes(1)))) {
            CompletableFuture<Void> headSeen = new CompletableFuture<>();
            CompletableFuture<HttpResponse<String>> call = client.sendAsync(Sent.get(server), info -> {
                headSeen.complete(null);
                return BodyHandlers.ofString().apply(info);
            });
            headSeen.get(5, TimeUnit.SECONDS);

            call.cancel(true);

            assertThat(server.sawClose(1000)).isTrue();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** Trap 39: as the client itself has it from Java 16 on. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_16)
    void cancelling_a_dependent_future_closes_the_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(rules())) {
            CompletableFuture<Integer> dependent = client.sendAsync(Sent.get(server), BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode)
                    .thenApply(status -> status + 1);
            server.awaitRequest();

            dependent.cancel(true);

            assertThat(server.sawClose(1000)).isTrue();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** Trap 38: whoever gives up says nothing about the server. */
    @Test
    void a_hundred_cancelled_calls_do_not_open_the_breaker() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(rules())) {
            for (int i = 0; i < 100; i++) {
                CompletableFuture<HttpResponse<String>> call =
                        client.sendAsync(Sent.get(server), BodyHandlers.ofString());
                server.awaitRequest();
                call.cancel(true);
            }

            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** Trap 39: no further attempt after the call was given up. */
    @Test
    void cancelling_during_a_backoff_ends_the_call() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(
                        Rules.attempts(2).backoff(Duration.ofMillis(300)).bulkhead(1, Duration.ZERO))) {
            CompletableFuture<HttpResponse<String>> call = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            agent.awaitWait(Duration.ofMillis(300));

            call.cancel(true);

            assertThat(server.requests()).isEqualTo(1);
            assertThat(catchThrowable(() -> server.awaitNoRequest(2, 600))).isNull();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** Trap 39: in the queue of the bulkhead. */
    @Test
    void cancelling_in_the_queue_leaves_the_queue() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ofMinutes(1)))) {
            CompletableFuture<?> first = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            server.awaitRequest();
            CompletableFuture<?> second = client.sendAsync(Sent.get(server), BodyHandlers.ofString());

            second.cancel(true);

            assertThat(agent.guardOf(server).bulkhead().waitingCalls()).isZero();
            first.cancel(true);
            assertThat(agent.underWay(server)).isZero();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Trap 23: the client leaves the exchange running then, and so do we; but there is no further attempt. */
    @Test
    void a_future_that_timed_out_is_not_retried() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(503, "no").after(300), Answer.ok("nobody waits for this"));
                Agent agent = Agent.with(rules())) {
            CompletableFuture<HttpResponse<String>> call =
                    client.sendAsync(Sent.get(server), BodyHandlers.ofString()).orTimeout(100, TimeUnit.MILLISECONDS);

            Throwable thrown = catchThrowable(call::get);

            assertThat(thrown)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(java.util.concurrent.TimeoutException.class);
            server.awaitNoRequest(2, 700);
            assertThat(agent.underWay(server)).isZero();
        }
    }
}
