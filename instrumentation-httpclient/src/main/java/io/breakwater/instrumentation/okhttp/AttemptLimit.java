package io.breakwater.instrumentation.okhttp;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one attempt until the head of its answer: one on the whole, and one on the wait for the answer, which
 * stands still while the request's body goes out. On reaching either the attempt is aborted, and aborted again until it has
 * ended: what connects to one address may go on to the next.
 *
 * <p>Thread-safety: thread-safe. Nothing is aborted once the attempt has ended: the lock holds while it is aborted.
 */
final class AttemptLimit {
    private static final long ABORT_AGAIN_NANOS = 10_000_000L;

    private final Timer timer;
    private final Runnable abort;
    private Timer.@Nullable Handle whole;
    private Timer.@Nullable Handle response;
    private Timer.@Nullable Handle again;
    private boolean expired;
    private boolean over;

    AttemptLimit(Timer timer, Runnable abort) {
        this.timer = timer;
        this.abort = abort;
    }

    synchronized void begin(long wholeNanos, long responseNanos) {
        if (wholeNanos != NONE) {
            whole = timer.schedule(wholeNanos, this::expireElsewhere);
        }
        startResponse(responseNanos);
    }

    synchronized void startResponse(long nanos) {
        if (nanos != NONE && !over) {
            stopResponse();
            response = timer.schedule(nanos, this::expireElsewhere);
        }
    }

    synchronized void stopResponse() {
        cancel(response);
        response = null;
    }

    synchronized boolean isExpired() {
        return expired;
    }

    /** The attempt has ended; true if it was cut off. */
    synchronized boolean end() {
        over = true;
        cancel(whole);
        cancel(response);
        cancel(again);
        return expired;
    }

    /** To close a socket may take a while, and the lock is held so long. */
    private void expireElsewhere() {
        Elsewhere.run(this::expire);
    }

    private synchronized void expire() {
        if (!over) {
            expired = true;
            abort.run();
            again = timer.schedule(ABORT_AGAIN_NANOS, this::expireElsewhere);
        }
    }

    private static void cancel(Timer.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }
}
