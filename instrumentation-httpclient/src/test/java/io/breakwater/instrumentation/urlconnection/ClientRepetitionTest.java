package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.FailureClass;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK sends a request again by itself, once, when the connection breaks before an answer; a POST, too. */
class ClientRepetitionTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void under_our_policy_the_server_sees_exactly_max_attempts(int attempts) throws Exception {
        for (Answer broken : new Answer[] {Answer.reset(), Answer.end()}) {
            try (ScriptedServer server = ScriptedServer.answering(broken);
                    ScriptedServer orders = ScriptedServer.answering(broken);
                    Agent agent = Agent.with(Rules.attempts(attempts).methods("GET", "POST"))) {

                Throwable got = catchThrowable(() -> Calls.status(server));
                Throwable posted = catchThrowable(
                        () -> Calls.sending("POST", orders, "order").getResponseCode());

                assertThat(got).isInstanceOf(IOException.class);
                assertThat(posted).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(attempts);
                assertThat(orders.requests()).isEqualTo(attempts);
            }
        }
    }

    @Test
    void a_reset_of_a_reused_connection_is_repeated_by_us_alone() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.ok("first"), Answer.reset(), Answer.reset(), Answer.reset());
                Agent agent = Agent.with(Rules.attempts(2))) {
            Calls.body(server);

            Throwable thrown = catchThrowable(() -> Calls.status(server));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1 + 2);
        }
    }

    /** What the JDK does by itself is left alone where our policy does not decide. */
    @Test
    void without_a_policy_of_ours_the_client_repeats_as_ever() throws Exception {
        Rules[] others = {
            Rules.attempts(3).observe(),
            Rules.attempts(1),
            Rules.attempts(3).urlConnection(false),
            Rules.attempts(3).retryOn(FailureClass.GATEWAY_ERROR),
            Rules.attempts(3).methods("PUT"),
            Rules.none().breakerAfter(100)
        };
        for (Rules rules : others) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.reset());
                    Agent agent = Agent.with(rules)) {

                Throwable got = catchThrowable(() -> Calls.status(server));
                Throwable posted = catchThrowable(
                        () -> Calls.sending("POST", server, "order").getResponseCode());

                assertThat(got).isInstanceOf(IOException.class);
                assertThat(posted).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(2 + 2);
            }
        }
    }

    /** Writing may fail before reading does, and the JDK has a repetition of its own for that. */
    @Test
    void a_request_that_cannot_be_written_is_repeated_by_us_alone() throws Exception {
        try (Resetting server = new Resetting();
                Agent agent = Agent.with(Rules.attempts(3).methods("POST").maxReplayBody(1 << 24))) {

            Throwable thrown = catchThrowable(() -> server.post(1 << 23));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void a_request_that_cannot_be_written_is_repeated_by_the_client_as_ever() throws Exception {
        try (Resetting server = new Resetting();
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown = catchThrowable(() -> server.post(1 << 23));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** Reads a little of each request, and resets the connection. One daemon thread. */
    private static final class Resetting implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Resetting() throws IOException {
            Thread thread = new Thread(this::serve, "resetting-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try {
                while (true) {
                    try (Socket socket = listener.accept()) {
                        connections.incrementAndGet();
                        socket.getInputStream().readNBytes(100_000);
                        socket.setSoLinger(true, 0);
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        void post(int bytes) throws IOException {
            HttpURLConnection connection = Calls.to(URI.create("http://localhost:" + listener.getLocalPort() + "/"));
            connection.setDoOutput(true);
            connection.getOutputStream().write(new byte[bytes]);
            connection.getResponseCode();
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
