package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is whole but not valid is the server's word: no reset, and the same if it is asked again. */
class InvalidAnswersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String FOUND = "HTTP/1.1 302 Found\r\n";
    private static final String EMPTY = "Content-Length: 0\r\n\r\n";

    private static final PasswordAuthentication CREDENTIALS = new PasswordAuthentication("user", "wrong".toCharArray());

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

    /** Each makes the client of every Java version throw. */
    static Stream<Arguments> invalid() {
        return forEverySending(
                "SMTP/1.0 no\r\n\r\n",
                "<html>no head</html>\n\n",
                "HTTP/1.1\r\n" + EMPTY,
                "HTTP/1.1 2x0 OK\r\n" + EMPTY,
                "HTTP/1.1 200 OK\rX\r\n" + EMPTY,
                OK + "A: b\r\n\rX" + EMPTY,
                OK + "A: " + "b".repeat(400_000) + "\r\n" + EMPTY,
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: five\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                OK + "Content-Length: 5, 6\r\n\r\nhello",
                OK + "Content-Length: five\r\n\r\nhello",
                FOUND + EMPTY,
                FOUND + "Location: http://[no\r\n" + EMPTY);
    }

    @ParameterizedTest
    @EnumSource
    void so_is_a_proxy_that_refuses_a_tunnel(Sending sending) throws Exception {
        URI target = URI.create("https://inventory.example/");
        try (ScriptedServer proxy = ScriptedServer.answering(Answer.status(403, "not there"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            HttpClient byProxy = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(new InetSocketAddress("localhost", proxy.port())))
                    .build();

            Throwable thrown = catchThrowable(
                    () -> sending.send(byProxy, HttpRequest.newBuilder(target).build()));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(proxy.requests()).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void is_neither_repeated_nor_counted(Sending sending, String method, String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(raw(answer));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, request(method, server)));

            assertThat(thrown).isNotNull();
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void switch_of_protocols_that_nobody_asked_for_is_neither_repeated_nor_counted(Sending sending) throws Exception {
        HttpClient version1 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (ScriptedServer server = ScriptedServer.answering(raw("HTTP/1.1 101 Switched\r\nUpgrade: a\r\n\r\n"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {

            Throwable thrown = catchThrowable(() -> sending.send(version1, request("GET", server)));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    static Stream<Arguments> demands() {
        String basic = "WWW-Authenticate: Basic realm=\"shop\"\r\n";
        return Stream.of(Sending.values())
                .flatMap(sending -> Stream.of(
                        Arguments.of(sending, null, "", 1), // no challenge to answer
                        Arguments.of(sending, null, basic, 1), // no credentials to answer it with
                        Arguments.of(
                                sending, CREDENTIALS, basic, 5))); // the client itself tries them, until it gives up
    }

    /** The client makes an exception of it. */
    @ParameterizedTest
    @MethodSource("demands")
    void demand_for_credentials_is_neither_repeated_nor_counted(
            Sending sending, PasswordAuthentication credentials, String challenge, int requests) throws Exception {
        HttpClient authenticating = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return credentials;
                    }
                })
                .build();
        Answer unauthorized = connection -> {
            connection.write("HTTP/1.1 401 Unauthorized\r\n" + challenge + EMPTY);
            return true;
        };
        try (ScriptedServer server = ScriptedServer.answering(unauthorized);
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {

            Throwable thrown = catchThrowable(() -> sending.send(authenticating, request("GET", server)));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(requests);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    static Stream<Arguments> begun() {
        return forEverySending("HTTP/1.", OK + "Content-Le", OK + "A: b\r\n");
    }

    /** The counterpart: half a head is a broken connection. */
    @ParameterizedTest
    @MethodSource("begun")
    void head_that_breaks_off_is_a_reset(Sending sending, String method, String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(raw(answer));
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, request(method, server)));

            assertThat(thrown).isNotNull();
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    private static Stream<Arguments> forEverySending(String... answers) {
        List<Arguments> all = new ArrayList<>();
        for (Sending sending : Sending.values()) {
            for (String method : new String[] {"GET", "HEAD"}) {
                for (String answer : answers) {
                    all.add(Arguments.of(sending, method, answer));
                }
            }
        }
        return all.stream();
    }

    private static Answer raw(String answer) {
        return connection -> {
            connection.write(answer);
            return false;
        };
    }

    private static HttpRequest request(String method, ScriptedServer server) {
        return HttpRequest.newBuilder(server.uri("/"))
                .method(method, BodyPublishers.noBody())
                .build();
    }
}
