package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Http2Server;
import io.breakwater.instrumentation.kit.Http2Server.Reply;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import io.breakwater.instrumentation.okhttp.Calling.Answered;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Http2Test {
    private final OkHttpClient client = trustingClient();

    @AfterEach
    void every_connection_is_idle_or_closed() {
        Waiting.until(() -> Asked.leased(client) == 0);
    }

    /** Trap 8: a refused stream was not processed, so a POST is sent again. */
    @ParameterizedTest
    @EnumSource
    void a_refused_post_is_sent_again(Calling calling) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.REFUSED_STREAM, Reply.REFUSED_STREAM, Reply.OK);
                Agent agent = Agent.with(Rules.attempts(3))) {

            Answered answered = calling.call(client, Asked.post(server.uri(), "order"));

            assertThat(answered.response.protocol()).isEqualTo(Protocol.HTTP_2);
            assertThat(answered.body).isEqualTo("body of 200");
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    /** Trap 4: the client repeats a refused stream by itself; under our policy it must not. */
    @ParameterizedTest
    @EnumSource
    void a_stream_that_is_always_refused_is_tried_max_attempts_times(Calling calling) throws Exception {
        for (Reply reply : new Reply[] {Reply.REFUSED_STREAM, Reply.GOAWAY}) {
            try (Http2Server server = Http2Server.answering(reply);
                    Agent agent = Agent.with(Rules.attempts(3))) {

                Throwable thrown = catchThrowable(() -> calling.call(client, Asked.post(server.uri(), "order")));

                assertThat(thrown).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void answers_over_one_connection(Calling calling) throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.UNAVAILABLE, Reply.UNAVAILABLE, Reply.OK);
                Agent agent = Agent.with(Rules.attempts(3))) {

            Answered answered = calling.call(client, Asked.get(server.uri()));

            assertThat(answered.body).isEqualTo("body of 200");
            assertThat(server.requests()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Trap 23: the stream is cancelled on the wire, and its neighbour on the connection lives on. */
    @Test
    void a_silent_stream_is_cut_alone() throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.OK, Reply.SILENCE);
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofSeconds(1)))) {
            OkHttpClient patient =
                    client.newBuilder().readTimeout(Duration.ofSeconds(20)).build();
            Calling.EXECUTE.call(client, Asked.get(server.uri()));
            Call neighbour = patient.newCall(Asked.get(server.uri()));
            Thread waiting = new Thread(() -> Calling.EXECUTE.whateverTheEnd(neighbour));
            waiting.start();
            server.awaitRequests(2);

            Throwable thrown = catchThrowable(() -> Calling.EXECUTE.call(client, Asked.get(server.uri())));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.sawCancel(1000)).isTrue();
            assertThat(waiting.isAlive()).isTrue();
            assertThat(server.connections()).isEqualTo(1);
            neighbour.cancel();
            waiting.join(5000);
            assertThat(waiting.isAlive()).isFalse();
        }
    }

    /** Trap 39. */
    @Test
    void cancelling_the_call_cancels_the_stream() throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.SILENCE);
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(1).bulkhead(1, Duration.ZERO))) {
            Call call = client.newCall(Asked.get(server.uri()));
            Thread waiting = new Thread(() -> Calling.EXECUTE.whateverTheEnd(call));
            waiting.start();
            server.awaitRequests(1);

            call.cancel();

            assertThat(server.sawCancel(1000)).isTrue();
            waiting.join(5000);
            assertThat(agent.guardOf(server.uri()).bulkhead().concurrentCalls()).isZero();
            assertThat(agent.stateOf(server.uri())).isEqualTo(CircuitState.CLOSED);
        }
    }

    private static OkHttpClient trustingClient() {
        X509TrustManager trusting = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusting}, null);
            return new OkHttpClient.Builder()
                    .sslSocketFactory(context.getSocketFactory(), trusting)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
