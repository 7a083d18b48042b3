package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last so many calls: a ring of outcomes of two bits each, and the running sums.
 *
 * <p>Thread-safety: thread-safe, lock-free. Whoever writes an outcome learns in the same step which one it displaced, and
 * adds the difference to the sums, so that the sums agree with the ring whenever nobody is between the two.
 */
final class CountWindow implements CallWindow {
    private static final int OUTCOMES_PER_WORD = Long.SIZE / 2;
    private static final long FAILED = 0b01;
    private static final long SLOW = 0b10;
    private static final long OUTCOME = 0b11;
    private static final long ONE_FAILURE = 1L << Integer.SIZE;

    private final int capacity;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLongArray ring;

    /** Failures in the upper half, slow calls in the lower one. */
    private final AtomicLong sums = new AtomicLong();

    CountWindow(int capacity) {
        this.capacity = capacity;
        this.ring = new AtomicLongArray((capacity - 1) / OUTCOMES_PER_WORD + 1);
    }

    @Override
    public void record(long nowNanos, boolean isFailure, boolean isSlow) {
        long outcome = (isFailure ? FAILED : 0) | (isSlow ? SLOW : 0);
        long displaced = replace((int) (recorded.getAndIncrement() % capacity), outcome);
        if (outcome != displaced) {
            sums.addAndGet(weight(outcome) - weight(displaced));
        }
    }

    @Override
    public CallTally tally(long nowNanos) {
        long both = sums.get();
        return new CallTally(Math.min(recorded.get(), capacity), both >> Integer.SIZE, (int) both);
    }

    @Override
    public boolean fits(BreakerPolicy policy) {
        return policy.windowCalls() == capacity;
    }

    private long replace(int position, long outcome) {
        int word = position / OUTCOMES_PER_WORD;
        int shift = 2 * (position % OUTCOMES_PER_WORD);
        while (true) {
            long current = ring.get(word);
            long displaced = current >>> shift & OUTCOME;
            if (outcome == displaced || ring.compareAndSet(word, current, current ^ (outcome ^ displaced) << shift)) {
                return displaced;
            }
        }
    }

    private static long weight(long outcome) {
        return ((outcome & FAILED) != 0 ? ONE_FAILURE : 0) + ((outcome & SLOW) != 0 ? 1 : 0);
    }
}
