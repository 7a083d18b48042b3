package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must not change because we are there. */
class TransparencyTest {
    private static Rules everything() {
        return Rules.attempts(2)
                .attempt(Duration.ofSeconds(10))
                .total(Duration.ofSeconds(20))
                .idle(Duration.ofSeconds(10))
                .breakerAfter(2)
                .bulkhead(1, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void the_bytes_of_a_request_are_the_same_in_every_mode(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"))) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/a/b?c=d"))
                    .header("X-One", "1")
                    .header("X-One", "2")
                    .PUT(HttpRequest.BodyPublishers.ofString("body"))
                    .build();
            sending.send(HttpClient.newHttpClient(), request);
            try (Agent agent = Agent.with(everything().observe())) {
                sending.send(HttpClient.newHttpClient(), request);
            }
            try (Agent agent = Agent.with(everything())) {
                sending.send(HttpClient.newHttpClient(), request);
            }

            List<String> heads =
                    server.received().stream().map(ReceivedRequest::head).collect(Collectors.toList());
            assertThat(heads).hasSize(3);
            assertThat(heads.get(1)).isEqualTo(heads.get(0));
            assertThat(heads.get(2)).isEqualTo(heads.get(0));
            assertThat(server.received()).extracting(ReceivedRequest::text).containsOnly("body");
        }
    }

    /** A trace of it would be sent as well, and traced. */
    @ParameterizedTest
    @EnumSource
    void what_an_opentelemetry_sdk_sends_to_its_collector_is_left_alone(Sending sending) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, ""), Answer.status(503, ""), Answer.ok("yes"));
                Agent agent = Agent.with(everything())) {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/v1/traces"));

            sending.send(
                    HttpClient.newHttpClient(),
                    request.copy()
                            .header("User-Agent", "OTel-OTLP-Exporter-Java/1.63.0")
                            .build());

            assertThat(server.received()).hasSize(1);
            assertThat(agent.kinds()).isEmpty();
            sending.send(HttpClient.newHttpClient(), request.build());
            assertThat(server.received()).as("another call is guarded").hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void observe_mode_changes_nothing_and_says_what_it_would_have_done(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"));
                Agent agent = Agent.with(everything().observe())) {
            for (int i = 0; i < 4; i++) {
                assertThat(sending.send(HttpClient.newHttpClient(), Sent.get(server))
                                .body())
                        .isEqualTo("down");
            }

            assertThat(server.requests()).isEqualTo(4);
            assertThat(agent.kinds()).contains(InterventionKind.RETRY, InterventionKind.CIRCUIT_OPEN);
            assertThat(agent.interventions(InterventionKind.RETRY)).noneMatch(seen -> seen.isEnforced());
            assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).noneMatch(seen -> seen.isEnforced());
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_response_names_the_applications_request(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(everything())) {
            HttpRequest request =
                    HttpRequest.newBuilder(server.uri("/")).header("X-One", "1").build();

            HttpResponse<String> response = sending.send(HttpClient.newHttpClient(), request);

            assertThat(response.request()).isEqualTo(request);
            assertThat(response.uri()).isEqualTo(request.uri());
            assertThat(response.previousResponse()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_with_credentials_is_one_call(Sending sending) throws Exception {
        Answer guarded = connection -> (connection.request().header("Authorization") == null
                        ? Answer.status(401, "who?", "WWW-Authenticate: Basic realm=\"r\"")
                        : Answer.status(503, "down"))
                .give(connection);
        HttpClient client = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("user", "secret".toCharArray());
                    }
                })
                .build();
        try (ScriptedServer server = ScriptedServer.answering(guarded);
                Agent agent = Agent.with(Rules.none().breakerAfter(2).bulkhead(1, Duration.ZERO))) {

            sending.send(client, Sent.get(server));

            assertThat(server.requests()).isEqualTo(2);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
            sending.send(client, Sent.get(server));
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cookies_of_a_failed_attempt_are_sent_with_the_next(Sending sending) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no", "Set-Cookie: a=b"), Answer.ok("yes"));
                Agent agent = Agent.with(everything())) {

            assertThat(sending.send(client, Sent.get(server)).body()).isEqualTo("yes");
            assertThat(server.received().get(1).header("Cookie")).isEqualTo("a=b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_through_a_proxy_is_counted_for_the_server(Sending sending) throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(
                        Answer.status(503, "no"), Answer.ok("through the proxy"), Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(2))) {
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(new InetSocketAddress("localhost", proxy.port())))
                    .build();
            URI origin = URI.create("http://origin.example/path");

            assertThat(sending.send(client, Sent.get(origin)).body()).isEqualTo("through the proxy");
            sending.send(client, Sent.get(origin));

            assertThat(agent.stateOf(origin)).isEqualTo(CircuitState.OPEN);
            assertThat(agent.stateOf(proxy)).isEqualTo(CircuitState.CLOSED);
        }
    }

    @Test
    void a_call_with_a_push_handler_is_guarded() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"), Answer.reset());
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(5))) {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse.PushPromiseHandler<String> push =
                    HttpResponse.PushPromiseHandler.of(request -> BodyHandlers.ofString(), new ConcurrentHashMap<>());

            HttpResponse<String> without = client.sendAsync(Sent.get(server), BodyHandlers.ofString(), null)
                    .get(5, TimeUnit.SECONDS);
            CompletableFuture<HttpResponse<String>> with =
                    client.sendAsync(Sent.get(server), BodyHandlers.ofString(), push);

            assertThat(without.body()).isEqualTo("yes");
            assertThat(with).failsWithin(Duration.ofSeconds(5));
        }
    }

    /** Trap 20: the handshake and all that follows are the client's own. */
    @Test
    void a_web_socket_is_left_alone() throws Exception {
        Answer handshake = connection -> {
            String key = connection.request().header("Sec-WebSocket-Key");
            byte[] digest = MessageDigestOf.sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
            connection.write("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
            Answer.delay(900);
            connection.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
            connection.awaitClose();
            return false;
        };
        CompletableFuture<String> received = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.answering(handshake);
                Agent agent = Agent.with(Rules.attempts(2)
                        .total(Duration.ofMillis(400))
                        .attempt(Duration.ofMillis(400))
                        .idle(Duration.ofMillis(400))
                        .bulkhead(1, Duration.ZERO))) {

            HttpClient client = HttpClient.newHttpClient();
            client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + server.port() + "/"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                            received.complete(text.toString());
                            return null;
                        }

                        @Override
                        public void onError(WebSocket socket, Throwable failure) {
                            received.completeExceptionally(failure);
                        }
                    })
                    .get(5, TimeUnit.SECONDS);

            assertThat(received.get(5, TimeUnit.SECONDS)).isEqualTo("hi");
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static final class MessageDigestOf {
        private MessageDigestOf() {}

        static byte[] sha1(String text) {
            try {
                return MessageDigest.getInstance("SHA-1")
                        .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
