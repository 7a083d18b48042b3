package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Http2Server;
import io.breakwater.instrumentation.kit.Http2Server.Reply;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.Tls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Http2Test {
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(Tls.context()).build();

    /** Trap 8: a refused stream was not processed, so a POST is sent again. */
    @ParameterizedTest
    @EnumSource
    void a_refused_post_is_sent_again(Sending sending) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.REFUSED_STREAM, Reply.REFUSED_STREAM, Reply.OK);
                Agent agent = Agent.with(Rules.attempts(3))) {

            HttpResponse<String> response = sending.send(client, post(server));

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("body of 200");
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    /** Trap 4: the client of Java 21 and later repeats a refused stream by itself; under our policy it must not. */
    @ParameterizedTest
    @EnumSource
    void a_stream_that_is_always_refused_is_tried_max_attempts_times(Sending sending) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.REFUSED_STREAM);
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, post(server)));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    /** Trap 4: before Java 21 the client does not say which streams a GOAWAY leaves out, so only a GET is repeated. */
    @ParameterizedTest
    @EnumSource
    void a_connection_that_always_goes_away_is_tried_max_attempts_times(Sending sending) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.GOAWAY);
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server.uri())));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answers_over_one_connection(Sending sending) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.UNAVAILABLE, Reply.UNAVAILABLE, Reply.OK);
                Agent agent = Agent.with(Rules.attempts(3))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server.uri()));

            assertThat(response.body()).isEqualTo("body of 200");
            assertThat(server.requests()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Trap 23: the stream is cancelled on the wire. */
    @ParameterizedTest
    @EnumSource
    void a_silent_stream_is_cut(Sending sending) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.OK, Reply.SILENCE);
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofSeconds(1)))) {
            sending.send(
                    client,
                    HttpRequest.newBuilder(server.uri())
                            .timeout(Duration.ofSeconds(20))
                            .build());

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server.uri())));

            assertThat(thrown).isExactlyInstanceOf(HttpTimeoutException.class);
            assertThat(server.sawCancel(1000)).isTrue();
        }
    }

    /** Trap 39. */
    @Test
    void cancelling_the_future_cancels_the_stream() throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.SILENCE);
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(1).bulkhead(1, Duration.ZERO))) {
            CompletableFuture<?> call = client.sendAsync(Sent.get(server.uri()), BodyHandlers.ofString());
            server.awaitRequests(1);

            call.cancel(true);

            assertThat(server.sawCancel(1000)).isTrue();
            assertThat(agent.guardOf(server.uri()).bulkhead().concurrentCalls()).isZero();
            assertThat(agent.stateOf(server.uri())).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** Trap 56: the bulkhead counts streams, and not connections. */
    @Test
    void streams_of_one_connection_are_counted_each() throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.OK, Reply.SILENCE);
                Agent agent = Agent.with(Rules.none().bulkhead(10, Duration.ZERO))) {
            client.send(Sent.get(server.uri()), BodyHandlers.ofString());
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(client.sendAsync(Sent.get(server.uri()), BodyHandlers.ofString()));
            }
            server.awaitRequests(11);

            assertThat(server.requests()).isEqualTo(1 + 10);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(calls.get(11)).isCompletedExceptionally();
            assertThat(catchThrowable(() -> calls.get(10).join()))
                    .hasCauseInstanceOf(HttpConnectTimeoutException.class);
            calls.forEach(call -> call.cancel(true));
        }
    }

    private static HttpRequest post(Http2Server server) {
        return HttpRequest.newBuilder(server.uri())
                .POST(BodyPublishers.ofString("order"))
                .build();
    }
}
