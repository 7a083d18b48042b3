package io.breakwater.tooling;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time load our own classes and configuration. A thread that is inside already and uses a guarded
 * client there is told so, and makes the plain call.
 *
 * <p>Waiting is bounded: a thread may come here with a lock of the application in hand that the loading thread needs (a
 * class loader's, say), and then only its plain call resolves the knot.
 *
 * <p>Thread-safety: thread-safe. Nothing of this lies on the path of a call whose adapter is there.
 */
final class LoadingGate {
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final long waitNanos;

    /** Somebody waited in vain: until the loading ends, nobody else does. */
    private volatile boolean stuck;

    LoadingGate() {
        this(WAIT_NANOS);
    }

    LoadingGate(long waitNanos) {
        this.waitNanos = waitNanos;
    }

    /** True if the caller is alone inside; it MUST then call {@link #leave}. */
    boolean tryEnter() {
        if (lock.isHeldByCurrentThread()) {
            return false;
        }
        if (stuck && lock.isLocked()) {
            return false;
        }
        try {
            boolean entered = lock.tryLock(waitNanos, TimeUnit.NANOSECONDS);
            stuck = !entered;
            return entered;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the plain call answers to it
            return false;
        }
    }

    void leave() {
        lock.unlock();
    }
}
