package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelled and interrupted calls. */
class GivingUpTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final OkHttpClient client = new OkHttpClient();

    @AfterEach
    void every_connection_is_idle_or_closed() {
        Waiting.until(() -> Asked.leased(client) == 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_cancellation_ends_a_backoff(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.bytes(503, new byte[1 << 20]));
                Agent agent = Agent.with(Rules.attempts(2).backoff(MINUTE).bulkhead(1, Duration.ZERO))) {
            Call call = client.newCall(Asked.get(server));
            CompletableFuture<Throwable> end = begin(calling, call);
            agent.awaitWait(MINUTE);

            call.cancel();

            assertThat(end.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessage("Canceled");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_cancellation_ends_the_wait_for_a_place(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, MINUTE))) {
            Call first = client.newCall(Asked.get(server));
            CompletableFuture<Throwable> firstEnd = begin(calling, first);
            server.awaitRequest();
            Call second = client.newCall(Asked.get(server));
            CompletableFuture<Throwable> secondEnd = begin(calling, second);
            agent.awaitWait(MINUTE);

            second.cancel();

            assertThat(secondEnd.get(5, TimeUnit.SECONDS)).hasMessage("Canceled");
            assertThat(server.requests()).isEqualTo(1);
            first.cancel();
            assertThat(firstEnd.get(5, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
            assertThat(server.sawClose(2000)).isTrue();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** Trap 38: whoever gives up says nothing about the server. */
    @ParameterizedTest
    @EnumSource
    void cancelled_calls_do_not_open_the_breaker(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            for (int i = 0; i < 20; i++) {
                Call call = client.newCall(Asked.get(server));
                CompletableFuture<Throwable> end = begin(calling, call);
                server.awaitRequest();
                call.cancel();
                assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
            }

            assertThat(server.requests()).isEqualTo(20);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** Whenever the cancellation comes, it is not missed: here while the wait is about to begin. */
    @Test
    void no_cancellation_is_missed() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(2).backoff(MINUTE))) {
            for (int i = 0; i < 200; i++) {
                Call call = client.newCall(Asked.get(server));
                CompletableFuture<Throwable> end = begin(Calling.EXECUTE, call);
                int number = i + 1;
                Waiting.until(() -> server.requests() >= number);

                call.cancel();

                assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void a_call_that_is_cancelled_before_it_begins_sends_nothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("no"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            Call call = client.newCall(Asked.get(server));
            call.cancel();

            assertThat(begin(Calling.EXECUTE, call).get(5, TimeUnit.SECONDS)).hasMessage("Canceled");

            assertThat(call.isCanceled()).isTrue();
            assertThat(server.requests()).isZero();
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** Trap 95: the method declares no InterruptedException, so the flag says it. */
    @Test
    void an_interruption_ends_a_backoff() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.bytes(503, new byte[1 << 20]));
                Agent agent = Agent.with(Rules.attempts(2).backoff(MINUTE))) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                end.complete(thrownBy(Calling.EXECUTE, client.newCall(Asked.get(server))));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            thread.start();
            agent.awaitWait(MINUTE);

            thread.interrupt();

            assertThat(end.get(5, TimeUnit.SECONDS)).isExactlyInstanceOf(InterruptedIOException.class);
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static CompletableFuture<Throwable> begin(Calling calling, Call call) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end.complete(thrownBy(calling, call)), "giving-up");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Null if the call succeeds. */
    private static Throwable thrownBy(Calling calling, Call call) {
        try {
            calling.call(call);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }
}
