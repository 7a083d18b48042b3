package io.breakwater.instrumentation.apachehttp4.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.apachehttp4.Sent;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Faults;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a producer, a consumer and a callback of the application's own hear of a call, and when. */
class AsyncCallTest {
    private PoolingNHttpClientConnectionManager pool;
    private CloseableHttpAsyncClient client;

    /** One reactor thread, which nothing of ours may keep. */
    @BeforeEach
    void open() throws Exception {
        pool = new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor(
                IOReactorConfig.custom().setIoThreadCount(1).build()));
        client = HttpAsyncClients.custom().setConnectionManager(pool).build();
        client.start();
    }

    @AfterEach
    void nothing_is_leased() throws IOException {
        Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
        client.close();
    }

    @Test
    void however_many_attempts_a_call_ends_once() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            Recorded application = new Recorded(server.uri("/"));

            HttpResponse response = call(application).get(10, TimeUnit.SECONDS);

            assertThat(Sent.result(response).body()).isEqualTo("yes");
            awaitEnd(application);
            assertThat(application.told)
                    .containsExactlyInAnyOrder(
                            "answer 200", "answer completed", "completed", "producer closed", "consumer closed");
            assertThat(server.received()).extracting(ReceivedRequest::path).containsExactly("/1", "/1", "/1");
        }
    }

    @Test
    void a_failure_is_told_once_and_in_order() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset());
                Agent agent = Agent.with(Rules.attempts(3))) {
            Recorded application = new Recorded(server.uri("/"));

            Throwable thrown = catchThrowable(() -> call(application).get(10, TimeUnit.SECONDS));

            assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
            assertThat(thrown.getCause().getSuppressed()).hasSize(2);
            awaitEnd(application);
            assertThat(application.told)
                    .containsExactly(
                            "producer failed", "consumer failed", "failed", "producer closed", "consumer closed");
        }
    }

    @Test
    void an_answer_that_was_kept_is_played_to_the_consumer() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "kept"));
                Agent agent = Agent.with(
                        Rules.attempts(2).backoff(Duration.ofMinutes(1)).breakerAfter(2))) {
            Recorded waiting = new Recorded(server.uri("/"));
            Future<HttpResponse> first = call(waiting);
            agent.awaitWait(Duration.ofMinutes(1));
            assertThat(pool.getTotalStats().getLeased()).isZero();
            call(new Recorded(server.uri("/"))).get(10, TimeUnit.SECONDS);

            HttpResponse response = first.get(10, TimeUnit.SECONDS);

            assertThat(Sent.result(response).body()).isEqualTo("kept");
            awaitEnd(waiting);
            assertThat(waiting.told).contains("answer 503", "answer completed", "completed");
        }
    }

    @Test
    void cancelling_in_a_backoff_ends_the_call() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofMinutes(1)))) {
            Recorded application = new Recorded(server.uri("/"));
            Future<HttpResponse> call = call(application);
            agent.awaitWait(Duration.ofMinutes(1));

            assertThat(call.cancel(true)).isTrue();

            assertThat(call.isCancelled()).isTrue();
            awaitEnd(application);
            assertThat(application.told)
                    .containsExactlyInAnyOrder("cancelled", "consumer cancelled", "producer closed", "consumer closed");
        }
    }

    /** The client's own timer is looked at once a second. */
    @Test
    void a_timeout_is_not_a_second_late() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofMillis(300)))) {
            Throwable warmUp =
                    catchThrowable(() -> call(new Recorded(server.uri("/"))).get(10, TimeUnit.SECONDS));
            assertThat(warmUp).isNotNull();
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long startNanos = System.nanoTime();

                Throwable thrown =
                        catchThrowable(() -> call(new Recorded(server.uri("/"))).get(10, TimeUnit.SECONDS));

                assertThat(thrown).hasCauseExactlyInstanceOf(SocketTimeoutException.class);
                best = Math.min(best, System.nanoTime() - startNanos);
            }
            assertThat(Duration.ofNanos(best)).isBetween(Duration.ofMillis(299), Duration.ofMillis(350));
        }
    }

    /** Trap 24. */
    @Test
    void a_thousand_backoffs_keep_no_thread() throws Exception {
        pool.setDefaultMaxPerRoute(20);
        try (ScriptedServer failing = ScriptedServer.answering(Answer.status(503, "no"));
                ScriptedServer other = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofMinutes(1)))) {
            List<Future<HttpResponse>> waiting = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                waiting.add(call(new Recorded(failing.uri("/"))));
            }
            Waiting.until(() -> agent.interventions(InterventionKind.RETRY).size() == 1000);

            HttpResponse response = call(new Recorded(other.uri("/"))).get(5, TimeUnit.SECONDS);

            assertThat(response.getStatusLine().getStatusCode()).isEqualTo(200);
            waiting.forEach(call -> call.cancel(true));
        }
    }

    @Test
    void a_one_shot_producer_of_a_host_without_policy_is_asked_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none(), Faults.in("Engine.guardFor"))) {
            call(new Recorded(server.uri("/"))).get(10, TimeUnit.SECONDS);

            assertThat(server.received()).extracting(ReceivedRequest::path).containsExactly("/1");
        }
    }

    @Test
    void the_context_keeps_the_applications_own_settings() throws Exception {
        RequestConfig own = RequestConfig.custom().setMaxRedirects(7).build();
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(own);
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().connect(Duration.ofSeconds(5)))) {

            client.execute(new HttpGet(server.uri("/")), context, null).get(10, TimeUnit.SECONDS);

            assertThat(context.getRequestConfig()).isSameAs(own);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Engine.guardFor",
                "CallSession.start",
                "AsyncExecute.prepare",
                "AsyncAttempt.limitHead",
                "AsyncAttempt.holdBack",
                "AsyncAttempt.limitBody",
                "AsyncAttempt.outcomeOf",
                "CallSession.willRetry",
                "CallSession.onOutcome",
                "CallSession.onBackoffOver"
            })
    void an_answer_arrives_in_spite_of_a_bug(String method) throws Exception {
        Faults faults = Faults.in(method);
        boolean onlyOfGoodAnswers = method.equals("AsyncAttempt.limitBody");
        for (int status : onlyOfGoodAnswers ? new int[] {200} : new int[] {200, 503}) {
            Answer answer = Answer.status(status, "as it is").after(50);
            try (ScriptedServer server = ScriptedServer.answering(answer);
                    Agent agent = Agent.with(everything(), faults)) {
                Recorded application = new Recorded(server.uri("/"));

                HttpResponse response = call(application).get(10, TimeUnit.SECONDS);

                assertThat(response.getStatusLine().getStatusCode()).isEqualTo(status);
                assertThat(Sent.result(response).body()).isEqualTo("as it is");
                assertThat(server.requests()).isEqualTo(1);
                awaitEnd(application);
                assertThat(application.told).containsOnlyOnce("producer closed", "consumer closed", "completed");
            }
        }
        assertThat(faults.hits()).isPositive();
    }

    @Test
    void a_closed_client_fails_as_ever() throws Exception {
        try (Agent agent = Agent.with(Rules.attempts(3).backoff(Duration.ofMillis(50)))) {
            client.close();

            Throwable thrown = catchThrowable(
                    () -> call(new Recorded(URI.create("http://localhost:1/"))).get(10, TimeUnit.SECONDS));

            assertThat(thrown).isNotNull();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private Future<HttpResponse> call(Recorded application) {
        return client.execute(application.producer(), application.consumer(), null, application);
    }

    private static void awaitEnd(Recorded application) {
        Waiting.until(() -> application.told.contains("consumer closed"));
    }

    private static Rules everything() {
        return Rules.attempts(2)
                .attempt(Duration.ofSeconds(10))
                .total(Duration.ofSeconds(20))
                .idle(Duration.ofSeconds(20))
                .connect(Duration.ofSeconds(10))
                .breakerAfter(1000)
                .bulkhead(10, Duration.ofSeconds(1));
    }
}
