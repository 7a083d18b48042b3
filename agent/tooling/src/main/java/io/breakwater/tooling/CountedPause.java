package io.breakwater.tooling;

import io.breakwater.engine.time.Pause;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows how many threads of the application wait in the engine. Thread-safety: thread-safe. */
final class CountedPause implements Pause {
    private final Pause pause;
    private final AtomicInteger waiting = new AtomicInteger();

    CountedPause(Pause pause) {
        this.pause = pause;
    }

    @Override
    public boolean await(CountDownLatch latch, long nanos) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            return pause.await(latch, nanos);
        } finally {
            waiting.decrementAndGet();
        }
    }

    int waiting() {
        return waiting.get();
    }
}
