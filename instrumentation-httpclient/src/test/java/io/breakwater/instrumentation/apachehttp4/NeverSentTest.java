package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.AbstractHttpClient;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure that is called as if no connection came about, after the request has been written. */
class NeverSentTest {

    private static Stream<IOException> likeNoConnection() {
        return Stream.of(
                new ConnectException("another service is down"),
                new UnknownHostException("another.example"),
                new SSLHandshakeException("Remote host terminated the handshake"));
    }

    @ParameterizedTest
    @MethodSource("likeNoConnection")
    void an_interceptor_that_fails_after_the_answer_repeats_no_post(IOException failure) throws Exception {
        HttpResponseInterceptor failing = (response, context) -> {
            throw failure;
        };
        DefaultHttpClient oldStyle = new DefaultHttpClient();
        oldStyle.addResponseInterceptor(failing);
        CloseableHttpClient built =
                HttpClients.custom().addInterceptorLast(failing).build();
        for (CloseableHttpClient client : new CloseableHttpClient[] {built, oldStyle}) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.ok("paid"));
                    Agent agent = Agent.with(Rules.attempts(3))) {
                HttpPost payment = new HttpPost(server.uri("/"));
                payment.setEntity(new StringEntity("pay"));

                Throwable thrown = catchThrowable(() -> client.execute(payment));

                assertThat(thrown).isSameAs(failure);
                assertThat(server.requests()).isEqualTo(1);
                assertThat(agent.kinds()).isEmpty();
            } finally {
                close(client);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_fails_while_it_is_written_repeats_no_post(Clients clients) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("paid"));
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpPost payment = new HttpPost(server.uri("/"));
            payment.setEntity(failingEntity());

            Throwable thrown = catchThrowable(() -> one.send(payment));

            assertThat(thrown).isInstanceOf(UnknownHostException.class);
            assertThat(server.connections()).isLessThanOrEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_post_that_found_no_connection_is_still_repeated(Clients clients) throws Exception {
        try (Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpPost payment = new HttpPost("http://localhost:1/");
            payment.setEntity(new StringEntity("pay"));

            Throwable thrown = catchThrowable(() -> one.send(payment));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(thrown.getSuppressed()).hasSize(2);
        }
    }

    private static void close(CloseableHttpClient client) throws IOException {
        if (client instanceof AbstractHttpClient) {
            client.getConnectionManager().shutdown();
        } else {
            client.close();
        }
    }

    private static HttpEntity failingEntity() {
        return new AbstractHttpEntity() {
            @Override
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public long getContentLength() {
                return 20_001;
            }

            @Override
            public InputStream getContent() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(new byte[20_000]);
                out.flush();
                throw new UnknownHostException("storage.example");
            }

            @Override
            public boolean isStreaming() {
                return false;
            }
        };
    }
}
