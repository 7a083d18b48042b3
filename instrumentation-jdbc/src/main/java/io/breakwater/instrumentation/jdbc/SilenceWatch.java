package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Engine;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives a connection up if a statement on it has not ended in time: its peer has fallen silent. Whoever waits for an answer
 * gets the driver's own failure of a connection that is lost.
 *
 * <p>A statement says when it has to have ended, and that it has; the timer looks now and then, and not once for each.
 * Thread-safety: thread-safe; either the statement has ended or the connection is given up, and never a connection on which
 * the next statement executes. Holds the connection weakly.
 */
final class SilenceWatch implements Timer.Upkeep {
    /** How long a look may be ahead of its time, and so keep a connection's watch, and whose loader it is, alive. */
    private static final long MAX_LOOK_NANOS = 5_000_000_000L;

    private static final long NO_STATEMENT = Long.MIN_VALUE;
    private static final long GIVEN_UP = Long.MIN_VALUE + 1;

    private final Engine engine;
    private final WeakReference<Connection> connection;
    private final AtomicLong endNanos = new AtomicLong(NO_STATEMENT);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long lookNanos;

    SilenceWatch(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = new WeakReference<>(connection);
    }

    /**
     * A statement begins that has to end by then; {@link #end} MUST follow.
     *
     * @return false if another one is under way, and this one is not watched
     */
    boolean begin(long nanos) {
        long end = now() + nanos;
        if (!endNanos.compareAndSet(NO_STATEMENT, end)) {
            return false;
        }
        // Written before this is read, as run() does the other way round: one of the two sees the other.
        if (scheduled.compareAndSet(false, true) || lookNanos - end > 0) {
            look(nanos);
        }
        return true;
    }

    /** The statement has ended. */
    void end() {
        long end = endNanos.get();
        if (end != GIVEN_UP) {
            endNanos.compareAndSet(end, NO_STATEMENT);
        }
    }

    private void look(long leftNanos) {
        long delayNanos = Math.min(leftNanos, MAX_LOOK_NANOS);
        lookNanos = now() + delayNanos;
        engine.surroundings().timer().schedule(delayNanos, this);
    }

    @Override
    public boolean isNeeded() {
        long end = endNanos.get();
        return end != NO_STATEMENT && end != GIVEN_UP;
    }

    /** In the timer's thread, which is not for what may block. */
    @Override
    public void run() {
        scheduled.set(false);
        long end = endNanos.get();
        if (end == NO_STATEMENT || end == GIVEN_UP) {
            return;
        }
        long leftNanos = end - now();
        if (leftNanos <= 0) {
            Elsewhere.run(() -> giveUp(end));
        } else if (scheduled.compareAndSet(false, true)) {
            look(leftNanos);
        }
    }

    private void giveUp(long end) {
        Connection silent = connection.get();
        if (silent != null && endNanos.compareAndSet(end, GIVEN_UP)) {
            try {
                silent.abort(Runnable::run);
            } catch (Throwable refused) {
                engine.failedOpen("the connection to a silent peer could not be given up", refused);
            }
        }
    }

    private long now() {
        return engine.surroundings().time().nanoTime();
    }
}
