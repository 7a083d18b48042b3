package io.breakwater.engine.retry;

import io.breakwater.engine.window.Bucket;
import io.breakwater.engine.window.RollingWindow;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * So many retries per hundred calls, both counted over the same window.
 *
 * <p>Thread-safety: thread-safe, lock-free. A retry is counted before it is judged, and taken back if it was one too many:
 * so there are never too many, and if several threads ask for the last one at once, all of them may be refused. Time:
 * nanoseconds given by the caller.
 */
final class RetryShare {
    private final double percent;
    private final RollingWindow<Traffic> window;

    RetryShare(double percent, long windowNanos) {
        this(percent, new RollingWindow<>(windowNanos, Traffic::new));
    }

    private RetryShare(double percent, RollingWindow<Traffic> window) {
        this.percent = percent;
        this.window = window;
    }

    /** Another share of the same traffic. */
    RetryShare withPercent(double other) {
        return new RetryShare(other, window);
    }

    /** The same traffic in a window of another length; it counts as if it had all come just now. */
    RetryShare withWindow(double otherPercent, long windowNanos, long nowNanos) {
        RetryShare successor = new RetryShare(otherPercent, windowNanos);
        Traffic traffic = successor.window.bucketAt(nowNanos);
        traffic.calls = (int) window.sum(nowNanos, Traffic::calls);
        traffic.retries = (int) window.sum(nowNanos, Traffic::retries);
        return successor;
    }

    void addCall(long nowNanos) {
        Traffic.CALLS.getAndIncrement(window.bucketAt(nowNanos));
    }

    boolean tryTake(long nowNanos) {
        Traffic traffic = window.bucketAt(nowNanos);
        Traffic.RETRIES.getAndIncrement(traffic);
        boolean isWithinShare = balance(nowNanos) >= 0;
        if (!isWithinShare) {
            Traffic.RETRIES.getAndDecrement(traffic);
        }
        return isWithinShare;
    }

    /** Retries that the calls of the window still pay for; negative while others are being judged. */
    double balance(long nowNanos) {
        return window.sum(nowNanos, Traffic::calls) * percent / 100 - window.sum(nowNanos, Traffic::retries);
    }

    private static final class Traffic extends Bucket {
        static final AtomicIntegerFieldUpdater<Traffic> CALLS =
                AtomicIntegerFieldUpdater.newUpdater(Traffic.class, "calls");
        static final AtomicIntegerFieldUpdater<Traffic> RETRIES =
                AtomicIntegerFieldUpdater.newUpdater(Traffic.class, "retries");

        volatile int calls;
        volatile int retries;

        Traffic(long startNanos) {
            super(startNanos);
        }

        int calls() {
            return calls;
        }

        int retries() {
            return retries;
        }
    }
}
