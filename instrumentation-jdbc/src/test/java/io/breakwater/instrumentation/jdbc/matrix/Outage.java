package io.breakwater.instrumentation.jdbc.matrix;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A server that is stopped under several callers at once, and started again when all of them have noticed.
 *
 * <p>Thread-safety: thread-safe.
 */
final class Outage {
    private static final int MAX_SECONDS = 60;

    private final Database database;
    private final Map<Long, String> running = new ConcurrentHashMap<>();
    private final CountDownLatch arrived;
    private final CountDownLatch noticed;
    private final CompletableFuture<Long> stopNanos = new CompletableFuture<>();
    private final FutureTask<Object> course = new FutureTask<>(this::takeItsCourse, null);

    /** Begins when these many callers are there. */
    Outage(Database database, int callers) {
        this.database = database;
        arrived = new CountDownLatch(callers);
        noticed = new CountDownLatch(callers);
        Thread thread = new Thread(course, "outage");
        thread.setDaemon(true);
        thread.start();
    }

    /** A session that is about to execute this. */
    void expect(long session, String text) {
        running.put(session, text);
        arrived.countDown();
    }

    /** The session has come to its end, whatever that was. Returns when the server is there again. */
    void awaitEnd() throws Exception {
        noticed.countDown();
        course.get(2 * MAX_SECONDS, TimeUnit.SECONDS);
    }

    /** When the server was told to stop. */
    long stopNanos() {
        return stopNanos.join();
    }

    private void takeItsCourse() {
        try {
            arrived.await(MAX_SECONDS, TimeUnit.SECONDS);
            for (Map.Entry<Long, String> session : running.entrySet()) {
                database.awaitRunning(session.getKey(), session.getValue());
            }
            stopNanos.complete(System.nanoTime());
            database.server().stop();
            try {
                noticed.await(MAX_SECONDS, TimeUnit.SECONDS);
            } finally {
                database.server().startAgain();
            }
        } catch (Exception | Error e) {
            stopNanos.complete(System.nanoTime());
            throw new IllegalStateException(e);
        }
    }
}
