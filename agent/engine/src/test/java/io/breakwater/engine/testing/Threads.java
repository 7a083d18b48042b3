package io.breakwater.engine.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Real threads that start at the same moment and are waited for. */
public final class Threads {
    private Threads() {}

    /**
     * Runs {@code body} in so many threads at once, each with its own number from 0.
     *
     * @throws AssertionError if one of them throws
     */
    public static void race(int threads, IntConsumer body) {
        CyclicBarrier start = new CyclicBarrier(threads);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    body.accept(number);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                }
            });
            thread.setDaemon(true);
            thread.start();
            running.add(thread);
        }
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
