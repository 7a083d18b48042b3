package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    /** Trap 24: a thousand waits cost no thread, and nothing else waits for them. */
    @Test
    void a_thousand_backoffs_at_a_time_block_nothing() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ScriptedServer server = ScriptedServer.answering(firstOfEachPathFails());
                Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofSeconds(3)))) {
            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            long threadsBefore = clientThreads();
            for (int i = 0; i < 1000; i++) {
                calls.add(client.sendAsync(Sent.get(server, "/" + i), BodyHandlers.ofString()));
                if (i % 50 == 49) {
                    server.awaitRequests(50);
                }
            }
            Waiting.until(() -> agent.interventions(InterventionKind.RETRY).size() == 1000);
            long threads = clientThreads() - threadsBefore;
            long startNanos = System.nanoTime();

            ForkJoinPool.commonPool().submit(() -> {}).get(1, TimeUnit.SECONDS);
            client.sendAsync(Sent.get(server, "/0"), BodyHandlers.ofString()).get(1, TimeUnit.SECONDS);

            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(1));
            assertThat(threads).isLessThan(150);
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                assertThat(call.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    /** Trap 24: on virtual threads, a wait holds no carrier. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtual_threads_wait_without_their_carriers() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try (ScriptedServer server = ScriptedServer.answering(firstOfEachPathFails());
                Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofSeconds(1)))) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String path = "/" + i;
                calls.add(() -> client.send(Sent.get(server, path), BodyHandlers.ofString())
                        .statusCode());
            }
            long startNanos = System.nanoTime();

            List<Future<Integer>> answers = virtual.invokeAll(calls);

            // One after the other on the carriers, 200 waits of a second would take 100 s on two processors.
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(20));
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            virtual.shutdown();
        }
    }

    /** Trap 95: the interrupt arrives as the client itself would let it arrive. */
    @Test
    void an_interrupt_during_a_backoff_is_an_interrupted_exception() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(
                        Rules.attempts(2).backoff(Duration.ofMinutes(1)).bulkhead(1, Duration.ZERO))) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                thrown.set(catchThrowable(() -> client.send(Sent.get(server), BodyHandlers.ofString())));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            agent.awaitWait(Duration.ofMinutes(1));

            caller.interrupt();
            caller.join(5000);

            assertThat(thrown.get()).isExactlyInstanceOf(InterruptedException.class);
            assertThat(flag.get()).isFalse();
            assertThat(agent.underWay(server)).isZero();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Trap 95: in the queue of the bulkhead. */
    @Test
    void an_interrupt_in_the_queue_is_an_interrupted_exception() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ofMinutes(1)))) {
            CompletableFuture<?> first = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            server.awaitRequest();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread caller = new Thread(
                    () -> thrown.set(catchThrowable(() -> client.send(Sent.get(server), BodyHandlers.ofString()))));
            caller.start();
            Waiting.until(() -> agent.guardOf(server).bulkhead().waitingCalls() > 0);

            caller.interrupt();
            caller.join(5000);

            assertThat(thrown.get()).isExactlyInstanceOf(InterruptedException.class);
            first.cancel(true);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** The last real outcome, and not that somebody closed the client. */
    @ParameterizedTest
    @ValueSource(strings = {"close", "shutdownNow"})
    @EnabledForJreRange(min = JRE.JAVA_21)
    void a_client_closed_during_a_backoff_gives_the_last_outcome(String how) throws Exception {
        for (Sending sending : Sending.values()) {
            HttpClient client = HttpClient.newHttpClient();
            try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "the real answer"));
                    Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofMillis(700)))) {
                CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> {
                    try {
                        return sending.send(client, Sent.get(server));
                    } catch (Exception e) {
                        throw new java.util.concurrent.CompletionException(e);
                    }
                });
                agent.awaitWait(Duration.ofMillis(700));

                HttpClient.class.getMethod(how).invoke(client);

                HttpResponse<String> response = call.get(5, TimeUnit.SECONDS);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body()).isEqualTo("the real answer");
                assertThat(server.requests()).isEqualTo(1);
            }
        }
    }

    /** A call on a closed client is neither repeated nor a failure of the server. */
    @ParameterizedTest
    @EnumSource
    @EnabledForJreRange(min = JRE.JAVA_21)
    void a_closed_client_says_nothing_about_the_server(Sending sending) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            sending.send(client, Sent.get(server));
            HttpClient.class.getMethod("shutdownNow").invoke(client);

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isInstanceOf(java.io.IOException.class);
            assertThat(agent.kinds()).isEmpty();
            assertThat(agent.stateOf(server).name()).isEqualTo("CLOSED");
        }
    }

    /** We hold the client's facade meanwhile; without it the client's selector ends. */
    @Test
    void a_client_that_nobody_else_holds_lives_until_the_retry_is_over() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).backoff(Duration.ofMillis(1500)))) {
            CompletableFuture<HttpResponse<String>> call =
                    HttpClient.newHttpClient().sendAsync(Sent.get(server), BodyHandlers.ofString());
            agent.awaitWait(Duration.ofMillis(1500));
            for (int i = 0; i < 5; i++) {
                System.gc();
            }

            HttpResponse<String> response = call.get(15, TimeUnit.SECONDS);

            assertThat(response.body()).isEqualTo("yes");
        }
    }

    private static Answer firstOfEachPathFails() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return connection ->
                (seen.add(connection.request().path()) ? Answer.status(503, "no") : Answer.ok("yes")).give(connection);
    }

    /** All but those of the scripted server. */
    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("scripted"))
                .count();
    }
}
