package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.FullBacklog;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios show the limits by themselves; here is how they meet the application's own, and what they leave behind. */
class TimeoutTest {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void the_application_reads_the_timeouts_that_it_set() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(
                        Rules.none().cap().connect(LIMIT).response(LONG).idle(LONG))) {
            HttpURLConnection connection = Calls.to(server);
            connection.setConnectTimeout(70_000);

            connection.connect();
            assertThat(connection.getConnectTimeout()).isEqualTo(70_000);
            assertThat(connection.getReadTimeout()).isZero();

            assertThat(Calls.body(connection)).isEqualTo("yes");
            assertThat(connection.getConnectTimeout()).isEqualTo(70_000);
            assertThat(connection.getReadTimeout()).isZero();
        }
    }

    @Test
    void a_head_that_comes_byte_by_byte_is_cut_off_at_the_limit() throws Exception {
        Answer slow = connection -> {
            for (int sent = 0; sent < 1000; sent++) {
                connection.write(sent == 0 ? "HTTP/1.1 200 OK\r\nX-Long: " : "x");
                Answer.delay(10);
            }
            return false;
        };
        try (ScriptedServer server = ScriptedServer.answering(slow);
                Agent agent = Agent.with(Rules.none().response(LIMIT))) {

            long startNanos = System.nanoTime();
            Throwable thrown = catchThrowable(() -> Calls.status(server));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class).hasMessage("Read timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isBetween(LIMIT, Duration.ofSeconds(5));
            assertThat(agent.kinds()).containsExactly(InterventionKind.ATTEMPT_TIMEOUT);
        }
    }

    @Test
    void a_longer_timeout_of_the_application_stands_unless_it_is_capped() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes").after(600))) {
            try (Agent filling = Agent.with(Rules.none().response(LIMIT).attempt(LIMIT))) {
                HttpURLConnection connection = Calls.to(server);
                connection.setReadTimeout(20_000);

                assertThat(connection.getResponseCode()).isEqualTo(200);
            }
            try (Agent capping = Agent.with(Rules.none().response(LIMIT).cap())) {
                HttpURLConnection connection = Calls.to(server);
                connection.setReadTimeout(20_000);

                assertThat(catchThrowable(connection::getResponseCode)).isInstanceOf(SocketTimeoutException.class);
                assertThat(connection.getReadTimeout()).isEqualTo(20_000);
            }
        }
    }

    @Test
    void a_shorter_timeout_of_the_application_always_wins() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none()
                        .cap()
                        .response(LONG)
                        .attempt(LONG)
                        .total(LONG)
                        .idle(LONG))) {
            HttpURLConnection connection = Calls.to(server);
            connection.setReadTimeout(100);

            assertThat(catchThrowable(connection::getResponseCode))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("Read timed out");
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** A pooled connection carries calls that we know nothing of. */
    @Test
    void no_limit_of_a_call_is_left_on_its_connection() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(Answer.ok("first"), Answer.ok("second").after(700))) {
            try (Agent agent =
                    Agent.with(Rules.none().response(LIMIT).attempt(LIMIT).idle(LIMIT))) {
                HttpURLConnection first = Calls.to(server);
                InputStream body = first.getInputStream();
                assertThat(body.read(new byte[5])).isEqualTo(5); // and never asks whether this was the end
            }

            assertThat(Calls.body(server)).isEqualTo("second");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_call_that_has_timed_out_is_over() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().attempt(LIMIT).breakerAfter(2))) {
            HttpURLConnection connection = Calls.to(server);

            assertThat(catchThrowable(connection::getResponseCode)).isInstanceOf(SocketTimeoutException.class);
            assertThat(catchThrowable(connection::getInputStream)).isInstanceOf(SocketTimeoutException.class);

            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
            assertThat(server.sawClose(5000)).isTrue();
        }
    }

    /** The handshake is a part of connecting, whether the application connects by itself or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_server_that_does_not_answer_a_handshake_is_a_connect_timeout(boolean ahead) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Agent agent = Agent.with(
                        Rules.attempts(2).connect(LIMIT).response(LONG).breakerAfter(2))) {
            URI uri = URI.create("https://localhost:" + mute.getLocalPort() + "/");
            HttpURLConnection connection = Calls.to(uri);

            long startNanos = System.nanoTime();
            Throwable thrown = catchThrowable(ahead ? connection::connect : connection::getResponseCode);

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class).hasMessage("Connect timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(LIMIT.multipliedBy(2), Duration.ofSeconds(10));
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(1);
            assertThat(agent.stateOf(uri)).isEqualTo(CircuitState.OPEN);
        }
    }

    @Test
    void a_connection_that_is_not_taken_up_is_a_connect_timeout() throws Exception {
        try (FullBacklog server = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(LIMIT).breakerAfter(1))) {

            Throwable thrown = catchThrowable(Calls.to(server.uri())::getResponseCode);

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(agent.stateOf(server.uri())).isEqualTo(CircuitState.OPEN);
        }
    }

    @Test
    void a_stream_of_events_has_no_limit_but_the_one_between_its_parts() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.drip(30, 20, "Content-Type: text/event-stream"));
                Agent agent = Agent.with(Rules.none().attempt(LIMIT).idle(LONG))) {

            assertThat(Calls.body(server)).hasSize(30);
        }
    }
}
