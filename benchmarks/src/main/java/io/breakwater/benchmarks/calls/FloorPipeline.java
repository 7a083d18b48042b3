package io.breakwater.benchmarks.calls;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Two readings of the clock, one look at a breaker's state, one place taken and given back, one call counted. It decides
 * nothing and forgets nothing: the floor, not a pipeline.
 */
@State(Scope.Benchmark)
public class FloorPipeline {
    private static final int PLACES = 256;
    private static final long SLOW_NANOS = 60_000_000_000L;

    private final Object answer = "answer";
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger slowCalls = new AtomicInteger();
    private volatile boolean open;

    Object answer() {
        return answer;
    }

    @Nullable
    Object call() {
        long startNanos = System.nanoTime();
        if (open || !take()) {
            return null;
        }
        Object result = answer();
        long tookNanos = System.nanoTime() - startNanos;
        calls.getAndIncrement();
        if (tookNanos > SLOW_NANOS) {
            slowCalls.getAndIncrement();
        }
        taken.getAndDecrement();
        return result;
    }

    private boolean take() {
        while (true) {
            int current = taken.get();
            if (current >= PLACES) {
                return false;
            }
            if (taken.compareAndSet(current, current + 1)) {
                return true;
            }
        }
    }
}
