package io.breakwater.instrumentation.apachehttp5;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.Timer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The limits on a body that the application reads from a stream: one on all of it, and one on the time that a read waits.
 * A pause of the application itself is not waited for.
 *
 * <p>Thread-safety: the reading thread and the timer meet in volatile fields. Time: nanoseconds.
 */
final class BodyLimits {
    private final long idleNanos;
    private final Surroundings surroundings;
    private final ClassicAttempt attempt;
    private final Timer.@Nullable Handle bodyTimer;
    private final AtomicReference<Timer.@Nullable Handle> idleTimer = new AtomicReference<>();
    private volatile boolean waiting;
    private volatile long waitingSinceNanos;
    private volatile boolean over;

    BodyLimits(long bodyNanos, long idleNanos, Surroundings surroundings, ClassicAttempt attempt) {
        this.idleNanos = idleNanos;
        this.surroundings = surroundings;
        this.attempt = attempt;
        this.bodyTimer = bodyNanos == NONE ? null : surroundings.timer().schedule(bodyNanos, this::expire);
        if (idleNanos != NONE) {
            checkIdleAfter(idleNanos);
        }
    }

    void readBegins() {
        if (idleNanos != NONE) {
            waitingSinceNanos = surroundings.time().nanoTime();
            waiting = true;
        }
    }

    void readEnds() {
        waiting = false;
    }

    boolean expired() {
        return attempt.isExpired();
    }

    /** The body has been read, or is given up. */
    void end() {
        over = true;
        cancel(bodyTimer);
        cancel(idleTimer.getAndSet(null));
    }

    private void expire() {
        if (!over) {
            attempt.expireBody();
        }
    }

    /** One timer for all reads: it looks how long the one under way has waited, and comes again. */
    private void checkIdleAfter(long nanos) {
        idleTimer.set(surroundings.timer().schedule(nanos, this::checkIdle));
        if (over) {
            cancel(idleTimer.getAndSet(null));
        }
    }

    private void checkIdle() {
        if (over) {
            return;
        }
        long leftNanos = waiting ? idleNanos - (surroundings.time().nanoTime() - waitingSinceNanos) : idleNanos;
        if (leftNanos <= 0) {
            attempt.expireIdle();
        } else {
            checkIdleAfter(leftNanos);
        }
    }

    private static void cancel(Timer.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }
}
