package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.TestTimer;
import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application holds is another object then, which leads to the same. */
class HttpsTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_is_repeated(boolean connectsAhead) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answeringOverTls(Answer.status(503, "no"), Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(100).roomy())) {
            HttpsURLConnection connection = trusting(server);
            if (connectsAhead) {
                connection.connect();
            }

            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getCipherSuite()).isNotEmpty();
            assertThat(Calls.body(connection)).isEqualTo("yes");
            assertThat(server.requests()).isEqualTo(3);
            assertThat(RetryTest.heads(server)).hasSize(1);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    @Test
    void a_body_that_the_jdk_keeps_is_sent_again() throws Exception {
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.end(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).methods("POST"))) {
            HttpsURLConnection connection = trusting(server);
            connection.setDoOutput(true);
            Calls.write(connection, "order");

            assertThat(Calls.body(connection)).isEqualTo("yes");

            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("order", "order");
        }
    }

    @Test
    void the_client_does_not_repeat_by_itself() throws Exception {
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.end());
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown = catchThrowable(trusting(server)::getResponseCode);

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void an_answer_that_does_not_come_is_a_timeout_and_the_connection_is_closed() throws Exception {
        int pendingBefore = TestTimer.INSTANCE.pendingTasks();
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.silence());
                Agent agent = Agent.with(Rules.none().attempt(LIMIT))) {
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(trusting(server)::getResponseCode);

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class).hasMessage("Read timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isBetween(LIMIT, Duration.ofSeconds(5));
            assertThat(server.sawClose(5000)).isTrue();
            Waiting.until(() -> TestTimer.INSTANCE.pendingTasks() <= pendingBefore);
        }
    }

    @Test
    void a_body_that_does_not_end_is_a_timeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.drip(1000, 20));
                Agent agent = Agent.with(Rules.none().attempt(LIMIT))) {

            Throwable thrown = catchThrowable(() -> Calls.body(trusting(server)));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.sawClose(5000)).isTrue();
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_told_at_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {

            Throwable thrown = catchThrowable(Calls.to(server)::getResponseCode);

            assertThat(thrown).isInstanceOf(SSLException.class);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    @Test
    void an_open_breaker_refuses() throws Exception {
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            trusting(server).getResponseCode();

            Throwable thrown = catchThrowable(trusting(server)::getResponseCode);

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void disconnecting_ends_an_attempt() throws Exception {
        try (ScriptedServer server = ScriptedServer.answeringOverTls(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            HttpURLConnection connection = trusting(server);
            Throwable[] thrown = new Throwable[1];
            Thread thread = new Thread(() -> thrown[0] = catchThrowable(connection::getResponseCode));
            thread.start();
            server.awaitRequest();
            // Before that, the JDK trips over its own field: a NullPointerException, with us or without.
            Waiting.until(() -> isReadingTheAnswer(thread));

            connection.disconnect();
            thread.join(10_000);

            assertThat(thrown[0]).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    private static HttpsURLConnection trusting(ScriptedServer server) {
        HttpsURLConnection connection = (HttpsURLConnection) Calls.to(server);
        connection.setSSLSocketFactory(Tls.context().getSocketFactory());
        return connection;
    }

    private static boolean isReadingTheAnswer(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("parseHTTPHeader"));
    }
}
