package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import io.breakwater.instrumentation.okhttp.Calling.Answered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    /** Built before the agent is there, as every client of a test. */
    private final OkHttpClient client = new OkHttpClient();

    @AfterEach
    void every_connection_is_idle_or_closed() {
        Waiting.until(() -> Asked.leased(client) == 0);
    }

    /** Trap 1: the failed attempts' bodies are read to the end, so that their connection is free again. */
    @ParameterizedTest
    @EnumSource
    void all_attempts_use_the_same_connection(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(503, "no"), Answer.chunked(503, "not", "yet"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            Answered answered = calling.call(client, Asked.get(server));

            assertThat(answered.status).isEqualTo(200);
            assertThat(answered.body).isEqualTo("yes");
            assertThat(answered.response.priorResponse()).isNull();
            assertThat(server.requests()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(2);
        }
    }

    /** Trap 1: what is too long to be read to the end is closed, and so is what never ends. */
    @ParameterizedTest
    @EnumSource
    void the_connection_of_an_endless_error_body_is_closed(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(503), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            Answered answered = calling.call(client, Asked.get(server));

            assertThat(answered.body).isEqualTo("yes");
            assertThat(server.sawClose(2000)).isTrue();
        }
    }

    /** Decision 7: a retry that was decided may not take place. Then the application sees the answer, whole. */
    @ParameterizedTest
    @EnumSource
    void an_answer_that_is_not_repeated_after_all_is_given_out_whole(Calling calling) throws Exception {
        byte[] body = new byte[1 << 20];
        try (ScriptedServer server = ScriptedServer.answering(Answer.bytes(503, body));
                Agent agent = Agent.with(Rules.attempts(2)
                        .backoff(Duration.ofMinutes(1))
                        .breakerAfter(2)
                        .total(Duration.ofMinutes(2)))) {
            Call first = client.newCall(Asked.get(server));
            Thread opensBreaker = new Thread(() -> {
                agent.awaitWait(Duration.ofMinutes(1));
                agent.guardOf(server).breaker().tryAcquire(System.nanoTime()).onFailure(System.nanoTime(), 0);
            });
            opensBreaker.start();

            Answered answered = calling.call(first);

            assertThat(answered.status).isEqualTo(503);
            assertThat(answered.body).hasSize(1 << 20);
            assertThat(server.requests()).isEqualTo(1);
            opensBreaker.join(5000);
        }
    }

    /** Decision 7: but one that was too slow to be kept is lost, and says so. */
    @Test
    void an_answer_that_was_too_slow_to_be_kept_is_an_error() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(503));
                Agent agent = Agent.with(
                        Rules.attempts(2).total(Duration.ofMillis(1200)).backoff(Duration.ofMillis(300)))) {

            Throwable thrown = catchThrowable(() -> Calling.EXECUTE.call(client, Asked.get(server)));

            assertThat(thrown).isExactlyInstanceOf(IOException.class).hasMessageContaining("given up");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Trap 2. */
    @ParameterizedTest
    @EnumSource
    void what_can_be_sent_once_is_sent_once(Calling calling) throws Exception {
        byte[] bytes = "the body".getBytes(StandardCharsets.UTF_8);
        RequestBody[] bodies = {
            Bodies.once(bytes), Bodies.streamed(new ByteArrayInputStream(bytes)), Asked.text("too long")
        };
        for (RequestBody body : bodies) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                    Agent agent = Agent.with(Rules.attempts(3).maxReplayBody(7))) {

                Answered answered = calling.call(client, Asked.put(server, body));

                assertThat(answered.status).isEqualTo(503);
                assertThat(answered.body).isEqualTo("no");
                assertThat(server.requests()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_holds_its_bytes_is_sent_again_whole(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).maxReplayBody(8))) {

            Answered answered = calling.call(client, Asked.put(server, Asked.text("the body")));

            assertThat(answered.status).isEqualTo(200);
            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("the body", "the body");
        }
    }

    @Test
    void a_request_that_waits_for_the_servers_consent_is_sent_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).response(Duration.ofSeconds(10)))) {
            Request request = Asked.put(server, Asked.text("the body"))
                    .newBuilder()
                    .header("Expect", "100-continue")
                    .build();

            Answered answered = Calling.EXECUTE.call(client, request);

            assertThat(answered.status).isEqualTo(503);
            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("the body");
        }
    }

    /** Trap 4: a refused connection is provably unsent, so that any method is repeated, and any body. */
    @ParameterizedTest
    @EnumSource
    void what_was_never_sent_is_sent_again(Calling calling) throws Exception {
        try (DeafPort nobody = new DeafPort();
                Agent agent = Agent.with(Rules.attempts(3))) {
            Request request = new Request.Builder()
                    .url(nobody.uri().toString())
                    .post(Bodies.once(new byte[10]))
                    .build();

            Throwable thrown = catchThrowable(() -> calling.call(client, request));

            assertThat(thrown).isInstanceOf(java.net.ConnectException.class);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(2);
        }
    }

    /** One call is one call, whatever happens below. */
    @ParameterizedTest
    @EnumSource
    void the_applications_interceptors_and_listeners_see_one_call(Calling calling) throws Exception {
        AtomicInteger outside = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        List<String> events = new CopyOnWriteArrayList<>();
        OkHttpClient own = client.newBuilder()
                .addInterceptor(chain -> {
                    outside.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .addNetworkInterceptor(chain -> {
                    inside.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .eventListener(new EventListener() {
                    @Override
                    public void callStart(Call call) {
                        events.add("start");
                    }

                    @Override
                    public void callEnd(Call call) {
                        events.add("end");
                    }

                    @Override
                    public void callFailed(Call call, IOException failure) {
                        events.add("failed");
                    }
                })
                .build();
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            Answered answered = calling.call(own, Asked.get(server));

            assertThat(answered.body).isEqualTo("yes");
            assertThat(outside).hasValue(1);
            assertThat(inside).hasValue(3);
            assertThat(events).containsExactly("start", "end");
        }
    }

    @Test
    void a_spent_budget_leaves_the_answer_as_it_is() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "as it is"));
                Agent agent = Agent.with(Rules.attempts(3).budget(new BudgetPolicy(0, 10_000_000_000L, 0)))) {

            Answered answered = Calling.EXECUTE.call(client, Asked.get(server));

            assertThat(answered.body).isEqualTo("as it is");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void the_handshake_of_a_web_socket_is_sent_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            java.util.concurrent.CountDownLatch failed = new java.util.concurrent.CountDownLatch(1);

            client.newWebSocket(Asked.get(server), new WebSocketListener() {
                @Override
                public void onFailure(WebSocket socket, Throwable failure, Response response) {
                    failed.countDown();
                }
            });

            assertThat(failed.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
        }
    }
}
