package io.breakwater.instrumentation.apachehttp4;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A limit on a whole body, and one on the time that the application waits for its next part. A part that nobody asks for
 * is not waited for.
 *
 * <p>Thread-safety: thread-safe. Time: nanoseconds.
 */
final class BodyLimit {
    private final long restNanos;
    private final long idleNanos;
    private final Timer timer;
    private final TimeSource time;
    private final Runnable cutIdle;
    private final Runnable cut;
    private final AtomicReference<Timer.@Nullable Handle> idleTimer = new AtomicReference<>();
    private volatile Timer.@Nullable Handle restTimer;
    private volatile long waitingSinceNanos;
    private volatile boolean waiting;
    private volatile boolean over;
    private volatile boolean expired;

    /**
     * Either of these ends the exchange on the wire, and MUST NOT block.
     *
     * @param cutIdle run if the limit between two parts is reached
     * @param cut run if the other one is
     */
    BodyLimit(long restNanos, long idleNanos, Timer timer, TimeSource time, Runnable cutIdle, Runnable cut) {
        this.restNanos = restNanos;
        this.idleNanos = idleNanos;
        this.timer = timer;
        this.time = time;
        this.cutIdle = cutIdle;
        this.cut = cut;
    }

    void begin() {
        if (restNanos != NONE) {
            restTimer = timer.schedule(restNanos, () -> expire(cut));
        }
    }

    /** The application waits for a part. */
    void waits() {
        if (idleNanos != NONE) {
            waitingSinceNanos = time.nanoTime();
            waiting = true;
            if (idleTimer.get() == null) {
                watchIdle(idleNanos);
            }
        }
    }

    /** The part is there. */
    void goesOn() {
        waiting = false;
    }

    /** The body has ended, or nobody wants it any more. */
    void end() {
        over = true;
        cancel(restTimer);
        cancel(idleTimer.get());
    }

    boolean isExpired() {
        return expired;
    }

    private void watchIdle(long nanos) {
        Timer.Handle next = timer.schedule(nanos, this::checkIdle);
        idleTimer.set(next);
        if (over) {
            next.cancel();
        }
    }

    private void checkIdle() {
        idleTimer.set(null);
        if (over || !waiting) {
            return;
        }
        long leftNanos = idleNanos - (time.nanoTime() - waitingSinceNanos);
        if (leftNanos > 0) {
            watchIdle(leftNanos);
        } else {
            expire(cutIdle);
        }
    }

    private void expire(Runnable how) {
        if (!over) {
            expired = true;
            end();
            how.run();
        }
    }

    private static void cancel(Timer.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }
}
