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
    private final long bodyDueNanos;
    private final boolean bodyIsLimited;
    private final AtomicReference<Timer.@Nullable Handle> timer = new AtomicReference<>();
    private volatile boolean waiting;
    private volatile long waitingSinceNanos;
    private volatile boolean over;

    BodyLimits(long bodyNanos, long idleNanos, Surroundings surroundings, ClassicAttempt attempt) {
        this.idleNanos = idleNanos;
        this.surroundings = surroundings;
        this.attempt = attempt;
        this.bodyIsLimited = bodyNanos != NONE;
        this.bodyDueNanos = bodyIsLimited ? surroundings.time().nanoTime() + bodyNanos : 0;
        lookAfter(Math.min(bodyNanos, idleNanos));
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
        cancel(timer.getAndSet(null));
    }

    /** One timer for both limits and all reads: it looks what has been reached, and comes again for what has not. */
    private void lookAfter(long nanos) {
        timer.set(surroundings.timer().schedule(nanos, this::look));
        if (over) {
            cancel(timer.getAndSet(null));
        }
    }

    private void look() {
        if (over) {
            return;
        }
        long nowNanos = surroundings.time().nanoTime();
        long bodyLeftNanos = bodyIsLimited ? bodyDueNanos - nowNanos : NONE;
        long idleLeftNanos = waiting && idleNanos != NONE ? idleNanos - (nowNanos - waitingSinceNanos) : idleNanos;
        if (bodyLeftNanos <= 0) {
            attempt.expireBody();
        } else if (idleLeftNanos <= 0) {
            attempt.expireIdle();
        } else {
            lookAfter(Math.min(bodyLeftNanos, idleLeftNanos));
        }
    }

    private static void cancel(Timer.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }
}
