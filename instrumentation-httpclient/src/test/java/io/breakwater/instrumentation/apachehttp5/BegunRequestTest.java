package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What begins like a connection that was refused, and is not: the application's own code fails with it once the request
 * has begun.
 */
class BegunRequestTest {
    private static final int PART = 20_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_stream_that_fails_is_not_sent_on_from_where_it_is(boolean minimal) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).methods("POST"));
                CloseableHttpClient client = minimal ? HttpClients.createMinimal() : HttpClients.createDefault()) {
            FailingOnce body = new FailingOnce();

            Throwable thrown =
                    catchThrowable(() -> post(client, server.uri("/"), new InputStreamEntity(body, -1, null)));

            assertThat(thrown).isInstanceOf(ConnectException.class).hasMessage("the application's own");
            assertThat(body.failures.get()).isEqualTo(1);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    @Test
    void a_post_is_not_repeated_after_a_response_interceptor_failed() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3));
                CloseableHttpClient client = HttpClients.custom()
                        .addResponseInterceptorLast((response, details, context) -> {
                            throw new ConnectException("the application's own");
                        })
                        .build()) {

            Throwable thrown = catchThrowable(() -> post(client, server.uri("/"), new StringEntity("pay")));

            assertThat(thrown).isInstanceOf(ConnectException.class).hasMessage("the application's own");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_post_is_not_repeated_after_an_element_of_the_chain_failed() throws Exception {
        HttpClientBuilder builder = HttpClients.custom()
                .addExecInterceptorBefore("REDIRECT", "audit", (request, scope, chain) -> {
                    chain.proceed(request, scope).close();
                    throw new ConnectException("the application's own");
                });
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3));
                CloseableHttpClient client = builder.build()) {

            Throwable thrown = catchThrowable(() -> post(client, server.uri("/"), new StringEntity("pay")));

            assertThat(thrown).isInstanceOf(ConnectException.class).hasMessage("the application's own");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_producer_that_fails_is_not_asked_again() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).methods("POST"));
                CloseableHttpAsyncClient client =
                        HttpAsyncClients.custom().disableAutomaticRetries().build()) {
            client.start();
            FailingOnce body = new FailingOnce();

            Throwable thrown = catchThrowable(() -> AsyncForm.resultOf(client.execute(
                    new BasicRequestProducer(new BasicHttpRequest("POST", server.uri("/")), new StreamProducer(body)),
                    SimpleResponseConsumer.create(),
                    null)));

            assertThat(thrown).isInstanceOf(ConnectException.class).hasMessage("the application's own");
            assertThat(body.failures.get()).isEqualTo(1);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "MINIMAL"})
    void a_post_is_repeated_after_a_handshake_that_was_cut_off(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.end());
                Clients clients = new Clients();
                Agent agent = Agent.with(Rules.attempts(3))) {
            URI uri = URI.create("https://localhost:" + server.port() + "/");

            Throwable thrown = catchThrowable(() -> sending.post(clients, uri, "pay"));

            assertThat(thrown).isInstanceOf(SSLHandshakeException.class);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    private static void post(CloseableHttpClient client, URI uri, HttpEntity entity) throws IOException {
        HttpPost request = new HttpPost(uri);
        request.setEntity(entity);
        client.execute(request, HttpClientContext.create()).close();
    }

    /** Goes on where it failed, as a stream over a network may, and then ends. */
    private static final class FailingOnce extends InputStream {
        final AtomicInteger failures = new AtomicInteger();
        private int read;

        @Override
        public int read() throws IOException {
            if (read == PART && failures.getAndIncrement() == 0) {
                throw new ConnectException("the application's own");
            }
            return read++ < 2 * PART ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int first = read();
            if (first < 0) {
                return -1;
            }
            bytes[offset] = (byte) first;
            return 1;
        }
    }
}
