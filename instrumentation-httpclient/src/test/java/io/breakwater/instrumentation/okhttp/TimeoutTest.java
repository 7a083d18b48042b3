package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.FullBacklog;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.TestTimer;
import io.breakwater.instrumentation.kit.Waiting;
import io.breakwater.instrumentation.okhttp.Calling.Answered;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeoutTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final OkHttpClient client = new OkHttpClient();

    /** A test that injected a bug may have left one. */
    private final int pendingBefore = TestTimer.INSTANCE.pendingTasks();

    @BeforeAll
    static void warm_up() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("warm"));
                Agent agent = Agent.with(Rules.attempts(2).attempt(Duration.ofSeconds(20)))) {
            Calling.ENQUEUE.call(new OkHttpClient(), Asked.get(server));
        }
    }

    @AfterEach
    void nothing_is_left() {
        Waiting.until(() -> Asked.leased(client) == 0);
        Waiting.until(() -> TestTimer.INSTANCE.pendingTasks() <= pendingBefore);
    }

    @ParameterizedTest
    @EnumSource
    void a_silent_server_is_left_after_the_response_timeout(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().response(LIMIT).breakerAfter(1))) {

            assertTimesOut(() -> calling.call(client, Asked.get(server)));

            assertThat(server.sawClose(2000)).isTrue();
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT)).hasSize(1);
        }
    }

    /** Decision 6: the client's own default is not the application's; what the application set stands, unless capped. */
    @Test
    void a_longer_timeout_of_the_application_stands_with_fill_and_yields_with_cap() throws Exception {
        OkHttpClient patient =
                client.newBuilder().readTimeout(Duration.ofSeconds(20)).build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("late").after(600))) {
            try (Agent agent = Agent.with(Rules.none().response(LIMIT).attempt(LIMIT))) {
                assertThat(Calling.EXECUTE.call(patient, Asked.get(server)).body)
                        .isEqualTo("late");
                assertTimesOut(() -> Calling.EXECUTE.call(client, Asked.get(server)));
            }
            try (Agent agent = Agent.with(Rules.none().response(LIMIT).cap())) {
                assertTimesOut(() -> Calling.EXECUTE.call(patient, Asked.get(server)));
                assertThat(patient.readTimeoutMillis()).as("of the client").isEqualTo(20_000);
            }
        }
    }

    @Test
    void a_shorter_timeout_of_the_application_wins() throws Exception {
        OkHttpClient impatient = client.newBuilder().readTimeout(LIMIT).build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent =
                        Agent.with(Rules.none().response(Duration.ofSeconds(15)).cap())) {

            assertTimesOut(() -> Calling.EXECUTE.call(impatient, Asked.get(server)));

            assertThat(agent.kinds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_does_not_come_about_is_given_up(Calling calling) throws Exception {
        try (FullBacklog server = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(LIMIT))) {

            assertTimesOut(() -> calling.call(client, Asked.get(server.uri())));
        }
    }

    /** The limit of the whole attempt ends it in every phase, also where the client knows no such limit. */
    @ParameterizedTest
    @EnumSource
    void an_attempt_ends_while_it_connects(Calling calling) throws Exception {
        try (FullBacklog server = new FullBacklog();
                Agent agent = Agent.with(Rules.none().attempt(LIMIT))) {

            assertTimesOut(() -> calling.call(client, Asked.get(server.uri())));

            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_ends_during_the_handshake(Calling calling) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Agent agent = Agent.with(Rules.attempts(2).attempt(LIMIT))) {
            URI uri = URI.create("https://localhost:" + silent.getLocalPort() + "/");

            assertTimesOut(() -> calling.call(client, Asked.get(uri)));

            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT)).hasSize(2);
        }
    }

    @Test
    void an_attempt_ends_while_the_body_is_sent() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Agent agent = Agent.with(Rules.none().attempt(LIMIT))) {
            URI uri = URI.create("http://localhost:" + deaf.getLocalPort() + "/");
            Request request =
                    new Request.Builder().url(uri.toString()).put(endless()).build();

            assertTimesOut(() -> Calling.EXECUTE.call(client, request));
        }
    }

    /** The response timeout is for the server to answer, and not for us to ask. */
    @ParameterizedTest
    @EnumSource
    void a_slow_upload_does_not_count_as_a_slow_answer(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"), Answer.silence());
                Agent agent = Agent.with(Rules.none().response(LIMIT))) {

            assertThat(calling.call(client, Asked.put(server, slow())).body).isEqualTo("yes");
            assertTimesOut(() -> calling.call(client, Asked.put(server, slow())));
        }
    }

    /** The application's own limit on the whole call wakes it from a backoff. */
    @ParameterizedTest
    @EnumSource
    void the_call_timeout_ends_a_backoff(Calling calling) throws Exception {
        OkHttpClient own = client.newBuilder().callTimeout(LIMIT).build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofMinutes(1)))) {

            Throwable thrown = catchThrowable(() -> calling.call(own, Asked.get(server)));

            assertThat(thrown).isExactlyInstanceOf(InterruptedIOException.class).hasMessage("timeout");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** A server that lets the call's own timeout pass is a server that does not answer. */
    @ParameterizedTest
    @EnumSource
    void the_call_timeout_counts_for_the_breaker_and_ends_the_call(Calling calling) throws Exception {
        OkHttpClient own = client.newBuilder().callTimeout(LIMIT).build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {

            Throwable thrown = catchThrowable(() -> calling.call(own, Asked.get(server)));

            assertThat(thrown).isExactlyInstanceOf(InterruptedIOException.class).hasMessage("timeout");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
        }
    }

    /** The limits on a body are gone from the connection when the body has been read. */
    @Test
    void nothing_of_ours_stays_on_a_connection() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(Answer.ok("first"), Answer.ok("second").after(600), Answer.drip(3, 300))) {
            try (Agent agent = Agent.with(Rules.none().attempt(LIMIT).idle(LIMIT))) {
                Calling.EXECUTE.call(client, Asked.get(server));
            }

            assertThat(Calling.EXECUTE.call(client, Asked.get(server)).body).isEqualTo("second");
            assertThat(Calling.EXECUTE.call(client, Asked.get(server)).body).isEqualTo("xxx");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_stream_is_limited_between_its_events_only(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.drip(12, 50, "Content-Type: text/event-stream"),
                        Answer.headThenSilence(200, "Content-Type: text/event-stream"));
                Agent agent = Agent.with(
                        Rules.none().attempt(LIMIT).total(LIMIT.multipliedBy(2)).idle(Duration.ofSeconds(1)))) {

            assertThat(calling.call(client, Asked.get(server)).body).hasSize(12);
            assertTimesOut(() -> calling.call(client, Asked.get(server)));
        }
    }

    /** A body that is being read is not repeated, and the connection goes. */
    @Test
    void the_total_timeout_ends_the_reading_of_a_body() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(200));
                Agent agent = Agent.with(Rules.attempts(3).total(LIMIT))) {
            long startNanos = System.nanoTime();
            try (Response response = client.newCall(Asked.get(server)).execute()) {

                Throwable thrown = catchThrowable(() -> response.body().string());

                assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isBetween(LIMIT, LIMIT.multipliedBy(20));
            }
            assertThat(server.sawClose(2000)).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private interface Throwing {
        Answered run() throws Exception;
    }

    private static void assertTimesOut(Throwing call) {
        long startNanos = System.nanoTime();

        Throwable thrown = catchThrowable(call::run);

        assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isBetween(LIMIT, LIMIT.multipliedBy(20));
    }

    private static RequestBody slow() {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return null;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                for (int part = 0; part < 5; part++) {
                    try {
                        Answer.delay(100);
                    } catch (InterruptedException impossible) {
                        throw new InterruptedIOException();
                    }
                    sink.writeUtf8("part");
                    sink.flush();
                }
            }
        };
    }

    private static RequestBody endless() {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return null;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                byte[] part = new byte[1 << 16];
                while (true) {
                    sink.write(part);
                }
            }
        };
    }
}
