package io.breakwater.telemetry.observe;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** What happened within one second. Thread-safety: thread-safe, lock-free. */
final class Second {
    private static final AtomicIntegerFieldUpdater<Second> CALLS =
            AtomicIntegerFieldUpdater.newUpdater(Second.class, "calls");
    private static final AtomicIntegerFieldUpdater<Second> FAILURES =
            AtomicIntegerFieldUpdater.newUpdater(Second.class, "failures");
    private static final AtomicLongFieldUpdater<Second> BUSY =
            AtomicLongFieldUpdater.newUpdater(Second.class, "busyNanos");

    /** Counted from the beginning of the recording. */
    final long index;

    private volatile int calls;
    private volatile int failures;
    private volatile long busyNanos;

    Second(long index) {
        this.index = index;
    }

    /** A call has ended in this second. */
    void count(boolean failed) {
        CALLS.getAndIncrement(this);
        if (failed) {
            FAILURES.getAndIncrement(this);
        }
    }

    /** For so long of this second a call was under way. */
    void addBusy(long nanos) {
        BUSY.getAndAdd(this, nanos);
    }

    int calls() {
        return calls;
    }

    int failures() {
        return failures;
    }

    long busyNanos() {
        return busyNanos;
    }
}
