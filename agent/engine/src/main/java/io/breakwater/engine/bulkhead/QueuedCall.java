package io.breakwater.engine.bulkhead;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One call in the queue. It leaves WAITING once, for one of two ends, whichever comes first.
 *
 * <p>Thread-safety: thread-safe, lock-free. Errors: what {@code onGranted} throws is dropped; the permit stays granted.
 */
final class QueuedCall implements Waiter {
    private static final AtomicIntegerFieldUpdater<QueuedCall> FATE =
            AtomicIntegerFieldUpdater.newUpdater(QueuedCall.class, "fate");
    private static final int WAITING = 0;
    private static final int GRANTED = 1;
    private static final int CANCELLED = 2;

    private final Bulkhead bulkhead;
    private final Runnable onGranted;

    @SuppressWarnings("UnusedVariable") // by its updater alone
    private volatile int fate = WAITING;

    QueuedCall(Bulkhead bulkhead, Runnable onGranted) {
        this.bulkhead = bulkhead;
        this.onGranted = onGranted;
    }

    @Override
    public boolean cancel() {
        boolean left = FATE.compareAndSet(this, WAITING, CANCELLED);
        if (left) {
            bulkhead.forget(this);
        }
        return left;
    }

    /** False if it was cancelled. */
    boolean claim() {
        return FATE.compareAndSet(this, WAITING, GRANTED);
    }

    void tell() {
        try {
            onGranted.run();
        } catch (Throwable ignored) {
            // The queue behind it must go on; the permit is the waiter's to release.
        }
    }
}
