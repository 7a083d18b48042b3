package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.extension.http.CallNotPermittedException;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire, and what the application sees, is the client's. */
class TransparencyTest {
    private final Clients clients = new Clients();

    @AfterEach
    void close() throws Exception {
        clients.close();
    }

    /** A call with everything: the same bytes with the agent as without. */
    @FunctionalInterface
    private interface Exchange {
        void with(ScriptedServer server) throws Exception;
    }

    private static void assertSameWire(Exchange exchange, Answer... answers) throws Exception {
        List<String> without;
        int port;
        try (ScriptedServer server = ScriptedServer.answering(answers)) {
            exchange.with(server);
            without = wire(server);
            port = server.port();
        }
        try (ScriptedServer server = ScriptedServer.answering(answers);
                Agent agent = Agent.with(everything())) {
            exchange.with(server);

            assertThat(wire(server)).isEqualTo(without).isNotEmpty();
            assertThat(port).isNotEqualTo(server.port());
        }
    }

    private static List<String> wire(ScriptedServer server) {
        return server.received().stream()
                .map(request -> request.head().replace(":" + server.port(), ":PORT") + request.text())
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @EnumSource
    void a_get_and_a_post(Sending sending) throws Exception {
        assertSameWire(
                server -> {
                    sending.get(clients, server.uri("/path?query=1"));
                    sending.post(clients, server.uri("/"), "body");
                },
                Answer.ok("yes"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ASYNC"})
    void cookies_and_redirects(Sending sending) throws Exception {
        assertSameWire(
                server -> {
                    try (Clients withoutCookies = new Clients()) {
                        sending.get(withoutCookies, server.uri("/"));
                    }
                },
                Answer.status(302, "", "Location: /next", "Set-Cookie: one=1"),
                Answer.ok("yes"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ASYNC"})
    void credentials(Sending sending) throws Exception {
        String[] challenges = {
            "WWW-Authenticate: Basic realm=\"test\"",
        };
        for (String challenge : challenges) {
            assertSameWire(
                    server -> {
                        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                        credentials.setCredentials(
                                new AuthScope("localhost", server.port()),
                                new UsernamePasswordCredentials("user", "secret".toCharArray()));
                        HttpClientContext context = HttpClientContext.create();
                        context.setCredentialsProvider(credentials);
                        sending.send(clients, "GET", server.uri("/"), null, null, context);
                    },
                    Answer.status(401, "who are you", challenge),
                    Answer.ok("yes"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ASYNC"})
    void a_proxy(Sending sending) throws Exception {
        assertSameWire(
                server -> sending.get(
                        clients,
                        server.uri("/through/a/proxy"),
                        RequestConfig.custom()
                                .setProxy(new HttpHost("localhost", server.port()))
                                .build()),
                Answer.ok("yes"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ASYNC"})
    void expect_continue(Sending sending) throws Exception {
        assertSameWire(
                server -> sending.send(
                        clients,
                        "PUT",
                        server.uri("/"),
                        "body",
                        RequestConfig.custom().setExpectContinueEnabled(true).build(),
                        HttpClientContext.create()),
                Answer.ok("yes"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC"})
    void a_compressed_answer(Sending sending) throws Exception {
        byte[] compressed = gzip("compressed");
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.bytes(503, compressed, "Content-Encoding: gzip"),
                        Answer.bytes(200, compressed, "Content-Encoding: gzip"));
                Agent agent = Agent.with(everything())) {

            assertThat(sending.get(clients, server.uri("/")).body()).isEqualTo("compressed");

            assertThat(server.requests()).isEqualTo(2);
            clients.awaitNoneLeased();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void a_body_is_replayed_whole(Sending sending) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            sending.send(clients, "PUT", server.uri("/"), "the body", null, HttpClientContext.create());

            assertThat(server.received()).extracting(ReceivedRequest::text).containsOnly("the body");
            assertThat(server.received()).hasSize(3);
            assertThat(server.received().stream().map(ReceivedRequest::head).distinct())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_open_breaker_is_a_refused_connection(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            sending.get(clients, server.uri("/"));
            int requests = server.requests();

            Throwable thrown = catchThrowable(() -> sending.get(clients, server.uri("/")));

            assertThat(thrown).isInstanceOf(ConnectException.class).isInstanceOf(CallNotPermittedException.class);
            assertThat(thrown.getStackTrace()).isEmpty();
            assertThat(server.requests()).isEqualTo(requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_full_bulkhead_is_an_exhausted_pool(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ZERO).total(Duration.ofSeconds(2)))) {
            Future<?> unused = InOtherThread.call(() -> sending.get(clients, server.uri("/")));
            server.awaitRequest();

            Throwable thrown = catchThrowable(() -> sending.get(clients, server.uri("/")));

            assertThat(thrown).isInstanceOf(ConnectionRequestTimeoutException.class);
            assertThat(thrown.getStackTrace()).isEmpty();
        }
    }

    @Test
    void where_nothing_is_limited_or_repeated_the_client_has_the_applications_own_request() throws Exception {
        List<HttpRequest> originals = new ArrayList<>();
        HttpClientBuilder builder = HttpClients.custom()
                .addExecInterceptorBefore("REDIRECT", "tenant", (request, scope, chain) -> {
                    originals.add(scope.originalRequest);
                    return chain.proceed(request, scope);
                });
        for (Rules rules : new Rules[] {everything().observe(), Rules.none().breakerAfter(2)}) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                    Agent agent = Agent.with(rules);
                    CloseableHttpClient client =
                            builder.disableAutomaticRetries().build()) {
                HttpGet request = new HttpGet(server.uri("/"));

                client.execute(request, HttpClientContext.create()).close();
                client.execute(request, HttpClientContext.create()).close();

                assertThat(originals).hasSize(2).allMatch(original -> original == request);
                assertThat(agent.underWay(server)).isZero();
                originals.clear();
            }
        }
    }

    private static Rules everything() {
        return Rules.attempts(3)
                .attempt(Duration.ofSeconds(10))
                .total(Duration.ofSeconds(20))
                .idle(Duration.ofSeconds(20))
                .connect(Duration.ofSeconds(10))
                .breakerAfter(1000)
                .bulkhead(10, Duration.ofSeconds(1));
    }
}
