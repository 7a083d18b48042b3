package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    /** A single call tells little: how often the client looks for something to do depends on who was faster. */
    private static final int CALLS = 20;

    /** The handler runs where the client would run it, at the later attempts as well. */
    @Test
    void the_applications_code_runs_in_its_own_executor() throws Exception {
        ExecutorService own = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "own");
            thread.setDaemon(true);
            return thread;
        });
        HttpClient client = HttpClient.newBuilder().executor(own).build();
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).total(Duration.ofSeconds(20)))) {

            HttpResponse<String> response = client.sendAsync(Sent.get(server), info -> {
                        threads.add(Thread.currentThread().getName());
                        return BodyHandlers.ofString().apply(info);
                    })
                    .get(20, TimeUnit.SECONDS);

            assertThat(response.body()).isEqualTo("yes");
            assertThat(threads).containsExactly("own");
        } finally {
            own.shutdown();
        }
    }

    /** Asynchronous calls that are made in the only thread of the client's executor do not wait for it. */
    @Test
    void a_single_thread_that_makes_its_calls_itself_is_not_blocked() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        HttpClient client = HttpClient.newBuilder().executor(single).build();
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).total(Duration.ofSeconds(20)))) {

            HttpResponse<String> response = CompletableFuture.completedFuture(server)
                    .thenComposeAsync(any -> client.sendAsync(Sent.get(any), BodyHandlers.ofString()), single)
                    .get(10, TimeUnit.SECONDS);

            assertThat(response.body()).isEqualTo("yes");
        } finally {
            single.shutdown();
        }
    }

    /** An executor that takes no more work during the backoff: the last outcome, with its body. */
    @Test
    void an_executor_that_rejects_the_retry_gives_the_last_outcome() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        AtomicBoolean rejects = new AtomicBoolean();
        HttpClient client = HttpClient.newBuilder()
                .executor(task -> {
                    if (rejects.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    pool.execute(task);
                })
                .build();
        Duration backoff = Duration.ofMillis(700);
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "the real answer"));
                Agent agent = Agent.with(Rules.attempts(2).backoff(backoff))) {
            CompletableFuture<HttpResponse<String>> call = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            agent.awaitWait(backoff);
            rejects.set(true);

            HttpResponse<String> response = call.get(10, TimeUnit.SECONDS);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("the real answer");
            assertThat(server.requests()).isEqualTo(1);
        } finally {
            pool.shutdown();
        }
    }

    /** The client refuses in a thread of ours what it would have thrown in the application's. */
    @Test
    void what_the_client_throws_after_a_wait_fails_the_future() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ofMinutes(1)))) {
            CompletableFuture<?> first = client.sendAsync(Sent.get(server), BodyHandlers.ofString());
            server.awaitRequest();
            CompletableFuture<?> second =
                    client.sendAsync(new BadMethodRequest(Sent.get(server)), BodyHandlers.ofString());

            first.cancel(true);

            assertThat(second)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(IllegalArgumentException.class);
            assertThat(agent.underWay(server)).isZero();
            assertThat(agent.interventions(io.breakwater.engine.event.InterventionKind.FAIL_OPEN))
                    .isEmpty();
        }
    }

    /** What no builder lets through. */
    private static final class BadMethodRequest extends java.net.http.HttpRequest {
        private final java.net.http.HttpRequest request;

        BadMethodRequest(java.net.http.HttpRequest request) {
            this.request = request;
        }

        @Override
        public java.util.Optional<BodyPublisher> bodyPublisher() {
            return request.bodyPublisher();
        }

        @Override
        public String method() {
            return "NO METHOD";
        }

        @Override
        public java.util.Optional<Duration> timeout() {
            return request.timeout();
        }

        @Override
        public boolean expectContinue() {
            return false;
        }

        @Override
        public java.net.URI uri() {
            return request.uri();
        }

        @Override
        public java.util.Optional<HttpClient.Version> version() {
            return request.version();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return request.headers();
        }
    }

    /** Limits on the body wrap the client's own subscriber, which the client would otherwise ask in its executor. */
    @Test
    void a_limit_on_the_body_costs_no_change_of_threads() throws Exception {
        ExecutorService own = Executors.newCachedThreadPool();
        AtomicInteger tasks = new AtomicInteger();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(task -> {
                    tasks.incrementAndGet();
                    own.execute(task);
                })
                .build();
        int rounds = 10;
        int plain = 0;
        int guarded = 0;
        int subscriberOfAnother = 0;
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"))) {
            Callable<?> call = () -> client.send(Sent.get(server), BodyHandlers.ofString());
            Callable<?> wrapped = () -> client.send(
                    Sent.get(server),
                    head -> new Wrapped<>(BodyHandlers.ofString().apply(head)));
            for (int round = 0; round < rounds; round++) {
                plain += tasksOf(call, tasks);
                subscriberOfAnother += tasksOf(wrapped, tasks);
                try (Agent agent =
                        Agent.with(Rules.none().attempt(Duration.ofSeconds(20)).idle(Duration.ofSeconds(20)))) {
                    guarded += tasksOf(call, tasks);
                }
            }

            int halfATaskACall = rounds * CALLS / 2;
            assertThat(subscriberOfAnother).isGreaterThan(plain + halfATaskACall);
            assertThat(guarded).isLessThan(plain + halfATaskACall);
        } finally {
            own.shutdown();
        }
    }

    private static int tasksOf(Callable<?> call, AtomicInteger tasks) throws Exception {
        int before = tasks.get();
        for (int n = 0; n < CALLS; n++) {
            call.call();
        }
        return tasks.get() - before;
    }

    /** What the client does not know as its own. */
    private static final class Wrapped<T> implements BodySubscriber<T> {
        private final BodySubscriber<T> own;

        Wrapped(BodySubscriber<T> own) {
            this.own = own;
        }

        @Override
        public CompletionStage<T> getBody() {
            return own.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            own.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            own.onNext(item);
        }

        @Override
        public void onError(Throwable problem) {
            own.onError(problem);
        }

        @Override
        public void onComplete() {
            own.onComplete();
        }
    }
}
