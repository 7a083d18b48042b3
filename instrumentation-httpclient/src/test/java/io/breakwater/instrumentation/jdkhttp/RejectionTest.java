package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application sees of a call that was refused. */
class RejectionTest {
    private final HttpClient client = HttpClient.newHttpClient();

    /** Trap 94: and it costs no stack trace. */
    @ParameterizedTest
    @EnumSource
    void an_open_breaker_looks_like_a_host_that_is_down(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(3))) {
            sending.send(client, Sent.get(server));

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown)
                    .isInstanceOf(ConnectException.class)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining("circuit breaker");
            assertThat(thrown.getStackTrace()).isEmpty();
            assertThat(server.requests()).isEqualTo(3);
            assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).hasSize(1);
        }
    }

    /** Trap 94: a full bulkhead looks like a connection that was not to be had in time. */
    @ParameterizedTest
    @EnumSource
    void a_full_bulkhead_looks_like_a_connect_timeout(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(3).bulkhead(1, Duration.ZERO))) {
            CompletableFuture<?> first = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            server.awaitRequest();

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isInstanceOf(HttpConnectTimeoutException.class).hasMessageContaining("the only place");
            assertThat(thrown.getStackTrace()).isEmpty();
            assertThat(agent.kinds()).containsExactly(InterventionKind.BULKHEAD_FULL);
            first.cancel(true);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wait_in_the_queue_ends_with_its_limit(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ofMillis(300)))) {
            CompletableFuture<?> first = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            server.awaitRequest();
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isInstanceOf(HttpConnectTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(295));
            first.cancel(true);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    @Test
    void calls_that_wait_for_a_place_get_it_in_their_order() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes").when(release), Answer.ok("yes"));
                Agent narrow = Agent.with(Rules.none().bulkhead(1, Duration.ofSeconds(20)))) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            calls.add(client.sendAsync(Sent.get(server, "/0"), BodyHandlers.ofString()));
            server.awaitRequest();
            calls.add(client.sendAsync(Sent.get(server, "/1"), BodyHandlers.ofString()));

            release.countDown();

            for (CompletableFuture<?> call : calls) {
                call.get(10, TimeUnit.SECONDS);
            }
            assertThat(server.received()).extracting(ReceivedRequest::path).containsExactly("/0", "/1");
            assertThat(narrow.kinds()).isEmpty();
            assertThat(narrow.underWay(server)).isZero();
        }
    }

    /** As the client's own future: who looks at it with whenComplete sees the failure wrapped. */
    @Test
    void a_refused_future_fails_as_the_clients_own() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            client.send(Sent.get(server), BodyHandlers.ofString());
            AtomicReference<Throwable> seen = new AtomicReference<>();

            CompletableFuture<HttpResponse<String>> call = client.sendAsync(Sent.get(server), BodyHandlers.ofString())
                    .whenComplete((response, thrown) -> seen.set(thrown));

            assertThat(catchThrowable(call::join)).isInstanceOf(CompletionException.class);
            assertThat(seen.get()).isInstanceOf(CompletionException.class).hasCauseInstanceOf(ConnectException.class);
        }
    }

    /** Trap 44: an answer of 500 is the route's affair. */
    @ParameterizedTest
    @EnumSource
    void server_errors_of_one_route_do_not_open_the_breaker(Sending sending) throws Exception {
        Answer byPath = connection -> (connection.request().path().equals("/a")
                        ? Answer.status(500, "broken")
                        : Answer.ok("fine"))
                .give(connection);
        try (ScriptedServer server = ScriptedServer.answering(byPath);
                Agent agent = Agent.with(Rules.none().breakerAfter(2))) {
            for (int i = 0; i < 5; i++) {
                assertThat(sending.send(client, Sent.get(server, "/a")).statusCode())
                        .isEqualTo(500);
            }

            assertThat(sending.send(client, Sent.get(server, "/b")).body()).isEqualTo("fine");
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** Trap 48: however the application writes the host. */
    @ParameterizedTest
    @EnumSource
    void the_same_host_in_other_letters_has_the_same_breaker(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            sending.send(client, Sent.get(URI.create("HTTP://LocalHost:" + server.port() + "/a?b")));

            Throwable thrown = catchThrowable(
                    () -> sending.send(client, Sent.get(URI.create("http://localhost:" + server.port()))));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_breaker_that_was_open_lets_a_probe_through_and_closes(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"), Answer.ok("back"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1).breakerOpenFor(Duration.ofMillis(200)))) {
            sending.send(client, Sent.get(server));
            assertThat(catchThrowable(() -> sending.send(client, Sent.get(server))))
                    .isInstanceOf(ConnectException.class);
            Waiting.until(() -> agent.stateOf(server) != CircuitState.OPEN);

            assertThat(sending.send(client, Sent.get(server)).body()).isEqualTo("back");
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }
}
