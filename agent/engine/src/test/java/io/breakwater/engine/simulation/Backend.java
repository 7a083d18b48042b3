package io.breakwater.engine.simulation;

import io.breakwater.engine.testing.VirtualTime;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A server with ten slots, each of which serves a request in 20 ms, and a queue in front of them: 500 requests a second
 * when it is well. It works off what it has accepted, whether anybody still waits for the answer or not.
 */
final class Backend {

    /** How the server is. */
    enum Health {
        GOOD,
        /** Answers every request with 503 at once. */
        ERRORS,
        /** Takes requests and never answers them. */
        SILENCE,
        /** Answers one request of five with 503. */
        BROWNOUT,
        /** Needs four times as long: 125 requests a second. */
        SLOW
    }

    private static final int SLOTS = 10;
    private static final long SERVICE_NANOS = 20_000_000;

    private final VirtualTime time;
    private final Random random;
    private final Queue<CompletableFuture<Integer>> queue = new ArrayDeque<>();
    private int busy;
    private Health health = Health.GOOD;

    Backend(VirtualTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    void become(Health next) {
        health = next;
    }

    CompletableFuture<Integer> request() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        boolean isRefused = health == Health.ERRORS || (health == Health.BROWNOUT && random.nextInt(5) == 0);
        if (isRefused) {
            time.schedule(1_000_000, () -> answer.complete(503));
        } else if (health != Health.SILENCE) {
            queue.add(answer);
            serveNext();
        }
        return answer;
    }

    private void serveNext() {
        if (busy < SLOTS && !queue.isEmpty()) {
            CompletableFuture<Integer> next = queue.remove();
            busy++;
            time.schedule(health == Health.SLOW ? 4 * SERVICE_NANOS : SERVICE_NANOS, () -> {
                busy--;
                next.complete(200);
                serveNext();
            });
        }
    }
}
