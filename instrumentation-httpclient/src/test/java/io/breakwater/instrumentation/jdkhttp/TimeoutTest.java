package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.FullBacklog;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();

    /** Short limits do not go well with classes that are still to be loaded. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("warm"));
                Agent agent = Agent.with(Rules.attempts(2).total(LONG).idle(LONG))) {
            for (Sending sending : Sending.values()) {
                sending.send(HttpClient.newHttpClient(), Sent.get(server));
            }
        }
    }

    /** Trap 23: after the timeout the server sees the connection closed. */
    @ParameterizedTest
    @EnumSource
    void a_call_without_an_answer_is_cut_on_the_wire(Sending sending) throws Exception {
        Rules[] each = {
            Rules.none().attempt(SHORT), Rules.none().total(SHORT), Rules.none().response(SHORT)
        };
        for (Rules rules : each) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                    Agent agent = Agent.with(rules)) {
                long startNanos = System.nanoTime();

                Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

                assertThat(thrown).isExactlyInstanceOf(HttpTimeoutException.class);
                assertThat(elapsed(startNanos)).isBetween(SHORT.minusMillis(5), SHORT.plusSeconds(2));
                assertThat(server.sawClose(1000)).isTrue();
            }
        }
    }

    /** Trap 21: each byte comes in time, and yet the whole is cut at the total timeout. */
    @ParameterizedTest
    @EnumSource
    void a_slow_drip_is_cut_at_the_total_timeout(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.drip(1000, 50));
                Agent agent =
                        Agent.with(Rules.none().total(Duration.ofSeconds(1)).idle(LONG))) {
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isExactlyInstanceOf(HttpTimeoutException.class);
            assertThat(elapsed(startNanos)).isBetween(Duration.ofMillis(995), Duration.ofMillis(2500));
            assertThat(server.sawClose(1000)).isTrue();
            assertThat(agent.kinds()).containsExactly(InterventionKind.TOTAL_TIMEOUT);
        }
    }

    /** Trap 22: the application's own timeout ends at the head of the answer until Java 26; ours covers the body. */
    @ParameterizedTest
    @EnumSource
    void the_attempt_timeout_covers_the_body(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(200));
                Agent agent = Agent.with(Rules.none().attempt(SHORT))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isExactlyInstanceOf(HttpTimeoutException.class);
            assertThat(server.sawClose(1000)).isTrue();
        }
    }

    /** Trap 22: from Java 21 on, the client's timer begins anew at a redirect; ours goes on. */
    @ParameterizedTest
    @EnumSource
    void a_redirect_does_not_prolong_the_attempt(Sending sending) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.silence());
                ScriptedServer first = ScriptedServer.answering(
                        Answer.redirect(target.uri("/")).after(600));
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofSeconds(1)))) {
            HttpClient following = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.send(following, Sent.get(first)));

            assertThat(thrown).isInstanceOf(HttpTimeoutException.class);
            assertThat(elapsed(startNanos)).isBetween(Duration.ofMillis(990), Duration.ofMillis(1550));
            assertThat(target.sawClose(1000)).isTrue();
        }
    }

    /** Trap 20: what has no natural end is not cut by the total timeout. */
    @ParameterizedTest
    @EnumSource
    void server_sent_events_outlive_the_total_timeout(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.drip(12, 100, "Content-Type: text/event-stream;charset=utf-8"));
                Agent agent = Agent.with(Rules.none().total(SHORT).idle(LONG))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.body()).hasSize(12);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** Trap 20: the idle timeout applies to them. */
    @ParameterizedTest
    @EnumSource
    void server_sent_events_that_stop_are_cut_by_the_idle_timeout(Sending sending) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.headThenSilence(200, "Content-Type: text/event-stream"));
                Agent agent = Agent.with(Rules.none().total(LONG).idle(SHORT))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isInstanceOf(HttpTimeoutException.class);
            assertThat(server.sawClose(1000)).isTrue();
        }
    }

    /** Trap 20: once the call has returned, how long the application reads is its own business. */
    @ParameterizedTest
    @EnumSource
    void a_download_goes_on_after_the_call_has_returned(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.drip(12, 100));
                Agent agent = Agent.with(Rules.none().total(SHORT).attempt(SHORT))) {

            HttpResponse<InputStream> response = sending.send(client, Sent.get(server), BodyHandlers.ofInputStream());

            assertThat(response.body().readAllBytes()).hasSize(12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_download_that_stops_is_cut_by_the_idle_timeout(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(200));
                Agent agent = Agent.with(Rules.none().idle(SHORT))) {
            HttpResponse<InputStream> response = sending.send(client, Sent.get(server), BodyHandlers.ofInputStream());

            Throwable thrown = catchThrowable(() -> response.body().readAllBytes());

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.sawClose(1000)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void parts_that_come_in_time_are_not_idle(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.drip(12, 100));
                Agent agent = Agent.with(Rules.none().idle(Duration.ofMillis(600)))) {

            assertThat(sending.send(client, Sent.get(server)).body()).hasSize(12);
        }
    }

    /** The application is slow, not the server. */
    @ParameterizedTest
    @EnumSource
    void an_application_that_takes_its_time_is_not_idle(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("taken slowly"));
                Agent agent = Agent.with(Rules.none().idle(Duration.ofMillis(100)))) {
            CountDownLatch never = new CountDownLatch(1);

            HttpResponse<Void> response =
                    sending.send(client, Sent.get(server), BodyHandlers.ofByteArrayConsumer(part -> await(never, 600)));

            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    /** Trap 25: what the application set explicitly is not touched. */
    @ParameterizedTest
    @EnumSource
    void fill_leaves_an_explicit_value(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("late").after(900));
                Agent agent = Agent.with(Rules.none().attempt(SHORT).response(SHORT))) {

            assertThat(sending.send(client, Sent.get(server, LONG)).body()).isEqualTo("late");
        }
    }

    /** Trap 25. */
    @ParameterizedTest
    @EnumSource
    void cap_takes_the_shorter_value(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().cap().response(SHORT))) {
            long startNanos = System.nanoTime();

            HttpRequest request = Sent.get(server, LONG);
            Throwable thrown = catchThrowable(() -> sending.send(client, request));

            assertThat(thrown).isInstanceOf(HttpTimeoutException.class);
            assertThat(elapsed(startNanos)).isLessThan(Duration.ofSeconds(5));
            assertThat(request.timeout()).contains(LONG);
        }
    }

    /** Trap 25: a shorter value of the application's always wins. */
    @ParameterizedTest
    @EnumSource
    void the_applications_shorter_value_wins(Sending sending) throws Exception {
        for (Rules rules : new Rules[] {Rules.none().cap(), Rules.none()}) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                    Agent agent = Agent.with(rules.response(LONG).attempt(LONG).total(LONG))) {
                long startNanos = System.nanoTime();

                Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server, SHORT)));

                assertThat(thrown).isInstanceOf(HttpTimeoutException.class);
                assertThat(elapsed(startNanos)).isBetween(SHORT.minusMillis(5), Duration.ofSeconds(5));
            }
        }
    }

    /** Trap 26: the limit belongs to the call, and not to the connection. */
    @ParameterizedTest
    @EnumSource
    void a_tightened_call_does_not_tighten_the_next_on_its_connection(Sending sending) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(Answer.ok("quick"), Answer.ok("slow").after(900))) {
            try (Agent agent = Agent.with(Rules.none().cap().attempt(SHORT).idle(SHORT))) {
                sending.send(client, Sent.get(server, LONG));
            }
            try (Agent agent = Agent.with(Rules.none().cap().attempt(LONG))) {

                HttpResponse<String> response = sending.send(client, Sent.get(server, LONG));

                assertThat(response.body()).isEqualTo("slow");
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_is_not_made_in_time(Sending sending) throws Exception {
        try (FullBacklog silent = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(SHORT).total(LONG))) {
            HttpRequest request = HttpRequest.newBuilder(silent.uri()).build();
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.send(client, request));

            assertThat(thrown).isExactlyInstanceOf(HttpConnectTimeoutException.class);
            assertThat(elapsed(startNanos)).isBetween(SHORT.minusMillis(5), Duration.ofSeconds(5));
            assertThat(agent.kinds()).containsExactly(InterventionKind.CONNECT_TIMEOUT);
        }
    }

    /** Trap 25: the client's own connect timeout is one that the application set. */
    @ParameterizedTest
    @EnumSource
    void a_shorter_connect_timeout_of_the_client_wins(Sending sending) throws Exception {
        HttpClient impatient = HttpClient.newBuilder().connectTimeout(SHORT).build();
        try (FullBacklog silent = new FullBacklog();
                Agent agent = Agent.with(Rules.none().cap().connect(LONG).total(LONG))) {
            HttpRequest request = HttpRequest.newBuilder(silent.uri()).build();
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.send(impatient, request));

            assertThat(thrown).isExactlyInstanceOf(HttpConnectTimeoutException.class);
            assertThat(elapsed(startNanos)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_attempt_has_its_own_limit(Sending sending) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.silence(), Answer.headThenSilence(503), Answer.ok("yes"));
                Agent agent = Agent.with(
                        Rules.attempts(3).attempt(Duration.ofMillis(1500)).total(LONG))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.body()).isEqualTo("yes");
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration elapsed(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
