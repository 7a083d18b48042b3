package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many threads, every fault at once, calls that are cancelled: nothing is left behind. */
class StressTest {
    private static final int THREADS = 64;
    private static final long NANOS = Duration.ofSeconds(4).toNanos();

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private volatile boolean healthy;

    /** Traps 37, 38, 39, 40: places and probes come back, whatever ends a call. */
    @Test
    void after_a_storm_nothing_is_under_way_and_the_breaker_closes() throws Exception {
        Answer[] faults = {
            Answer.status(503, "down"),
            Answer.reset(),
            Answer.end(),
            Answer.half(200, "begin"),
            Answer.headThenSilence(503),
            Answer.silence(),
            Answer.garbage(),
            Answer.drip(20, 20)
        };
        try (ScriptedServer server = ScriptedServer.answering(number -> {
                    int fault = ThreadLocalRandom.current().nextInt(faults.length * 2);
                    return healthy || fault >= faults.length ? Answer.ok("good") : faults[fault];
                });
                Agent agent = Agent.with(Rules.attempts(3)
                        .attempt(Duration.ofMillis(150))
                        .total(Duration.ofMillis(400))
                        .idle(Duration.ofMillis(100))
                        .breakerAfter(8)
                        .breakerOpenFor(Duration.ofMillis(20))
                        .bulkhead(20, Duration.ofMillis(30)))) {
            ExecutorService callers = Executors.newFixedThreadPool(THREADS);
            long startNanos = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(callers.submit(() -> {
                    while (System.nanoTime() - startNanos < NANOS) {
                        callOnce(server);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
            callers.shutdown();
            healthy = true;

            Waiting.until(() -> agent.underWay(server) == 0
                    && agent.guardOf(server).bulkhead().waitingCalls() == 0);
            Waiting.until(() -> isAnswered(server));
            Waiting.until(() -> isAnswered(server) && agent.stateOf(server) == CircuitState.CLOSED);
            assertThat(wrong).hasValue(0);
            assertThat(good).hasPositiveValue();
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
            assertThat(agent.kinds()).contains(InterventionKind.RETRY);
        }
    }

    private void callOnce(ScriptedServer server) {
        HttpRequest request = Sent.get(server);
        try {
            switch (ThreadLocalRandom.current().nextInt(4)) {
                case 0:
                    CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, BodyHandlers.ofString());
                    new CountDownLatch(1).await(ThreadLocalRandom.current().nextInt(60), TimeUnit.MILLISECONDS);
                    call.cancel(true);
                    break;
                case 1:
                    check(client.sendAsync(request, BodyHandlers.ofString()).get(10, TimeUnit.SECONDS));
                    break;
                default:
                    check(client.send(request, BodyHandlers.ofString()));
            }
        } catch (IOException | java.util.concurrent.ExecutionException expected) {
            // Half of all answers are bad.
        } catch (Exception e) {
            wrong.incrementAndGet();
        }
    }

    private void check(HttpResponse<String> response) {
        boolean known = response.statusCode() == 200
                ? response.body().equals("good") || response.body().equals("x".repeat(20))
                : response.statusCode() == 503 && response.body().equals("down");
        (known ? good : wrong).incrementAndGet();
    }

    private boolean isAnswered(ScriptedServer server) {
        try {
            return client.send(Sent.get(server), BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
