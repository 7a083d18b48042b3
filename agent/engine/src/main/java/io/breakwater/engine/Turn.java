package io.breakwater.engine;

import io.breakwater.engine.breaker.Watch;
import io.breakwater.engine.time.Timer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One attempt or one wait of an asynchronous call. Several parties want to end it; {@link #take()} is true for exactly
 * one of them, and the others leave the call alone.
 *
 * <p>A turn can be taken only once it is armed, when the thread that prepares it is done with the session. What happens
 * before that is remembered, and {@link #arm()} says so.
 *
 * <p>Thread-safety: thread-safe, lock-free.
 */
final class Turn {
    private enum State {
        /** Not armed, and nothing happened yet. */
        NEW,
        /** Not armed, but the event that ends the turn is there already. */
        EARLY,
        ARMED,
        TAKEN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final @Nullable Runnable abort;
    private volatile Timer.@Nullable Handle timer;
    private volatile @Nullable Watch watch;

    /** @param abort ends what goes on in this turn, or null if it is a mere wait */
    Turn(@Nullable Runnable abort) {
        this.abort = abort;
    }

    /** True for the first who takes an armed turn: he goes on with the session. */
    boolean take() {
        if (state.compareAndSet(State.NEW, State.EARLY) || !state.compareAndSet(State.ARMED, State.TAKEN)) {
            return false;
        }
        release();
        return true;
    }

    /** Opens the turn for others. True if it is over already: the caller has taken it, and goes on. */
    boolean arm() {
        if (state.compareAndSet(State.NEW, State.ARMED)) {
            return false;
        }
        state.set(State.TAKEN);
        release();
        return true;
    }

    /** Ends what goes on, after the turn was taken by an application that gave up. */
    void abort() {
        if (abort != null) {
            abort.run();
        }
    }

    void endsBy(Timer.Handle handle) {
        timer = handle;
    }

    void watches(Watch breaker) {
        watch = breaker;
    }

    private void release() {
        Timer.Handle handle = timer;
        if (handle != null) {
            handle.cancel();
        }
        Watch breaker = watch;
        if (breaker != null) {
            breaker.close();
        }
    }
}
