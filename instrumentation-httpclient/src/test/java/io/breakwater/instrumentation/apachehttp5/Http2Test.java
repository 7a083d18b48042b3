package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client that speaks HTTP/2 and nothing else, against the server of the same project. */
class Http2Test {
    private final AtomicInteger requests = new AtomicInteger();
    private final CloseableHttpAsyncClient client = HttpAsyncClients.createHttp2Default();
    private HttpAsyncServer server;
    private URI uri;

    @BeforeEach
    void start() throws Exception {
        server = H2ServerBootstrap.bootstrap()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                .register("*", handler())
                .create();
        server.start();
        Future<ListenerEndpoint> endpoint =
                server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
        int port = ((InetSocketAddress) endpoint.get(10, TimeUnit.SECONDS).getAddress()).getPort();
        uri = URI.create("http://localhost:" + port);
        client.start();
    }

    @AfterEach
    void stop() {
        client.close(CloseMode.IMMEDIATE);
        server.close(CloseMode.IMMEDIATE);
    }

    /** By the path: answered well, badly at first, badly every time, or never. */
    private AsyncServerRequestHandler<Message<org.apache.hc.core5.http.HttpRequest, String>> handler() {
        return new AsyncServerRequestHandler<>() {
            @Override
            public BasicRequestConsumer<String> prepare(
                    org.apache.hc.core5.http.HttpRequest request,
                    org.apache.hc.core5.http.EntityDetails details,
                    org.apache.hc.core5.http.protocol.HttpContext context) {
                return new BasicRequestConsumer<>(details == null ? null : new StringAsyncEntityConsumer());
            }

            @Override
            public void handle(
                    Message<org.apache.hc.core5.http.HttpRequest, String> message,
                    ResponseTrigger trigger,
                    org.apache.hc.core5.http.protocol.HttpContext context)
                    throws java.io.IOException, org.apache.hc.core5.http.HttpException {
                int number = requests.incrementAndGet();
                String path = message.getHead().getPath();
                if (path.equals("/never")) {
                    return;
                }
                boolean bad = path.equals("/bad") || (path.equals("/bad-at-first") && number < 3);
                trigger.submitResponse(
                        new BasicResponseProducer(
                                bad ? HttpStatus.SC_SERVICE_UNAVAILABLE : HttpStatus.SC_OK,
                                new BasicAsyncEntityProducer("answer " + number, ContentType.TEXT_PLAIN)),
                        context);
            }
        };
    }

    private SimpleHttpResponse get(String path) throws Exception {
        return Sending.resultOf(client.execute(Sending.simple("GET", uri.resolve(path), null, null), null));
    }

    @Test
    void a_bad_answer_is_repeated() throws Exception {
        try (Agent agent = Agent.with(Rules.attempts(3))) {

            SimpleHttpResponse response = get("/bad-at-first");

            assertThat(response.getCode()).isEqualTo(200);
            assertThat(response.getBodyText()).isEqualTo("answer 3");
            assertThat(requests).hasValue(3);
        }
    }

    @Test
    void the_server_sees_exactly_max_attempts() throws Exception {
        try (Agent agent = Agent.with(Rules.attempts(3))) {

            SimpleHttpResponse response = get("/bad");

            assertThat(response.getCode()).isEqualTo(503);
            assertThat(response.getBodyText()).isEqualTo("answer 3");
            assertThat(requests).hasValue(3);
        }
    }

    @Test
    void a_stream_without_an_answer_ends_at_the_limit_and_the_next_call_goes_through() throws Exception {
        try (Agent agent = Agent.with(Rules.attempts(2).attempt(Duration.ofMillis(300)))) {
            get("/good");
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> get("/never"));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
            assertThat(requests).hasValue(1 + 2);
            assertThat(get("/good").getCode()).isEqualTo(200);
        }
    }

    @Test
    void a_cancelled_call_is_not_repeated() throws Exception {
        try (Agent agent = Agent.with(Rules.attempts(3).total(Duration.ofMinutes(1)))) {
            Future<SimpleHttpResponse> future =
                    client.execute(Sending.simple("GET", uri.resolve("/never"), null, null), null);
            Waiting.until(() -> requests.get() == 1);

            future.cancel(true);

            assertThat(future.isCancelled()).isTrue();
            assertThat(get("/good").getCode()).isEqualTo(200);
            assertThat(requests).hasValue(2);
        }
    }
}
