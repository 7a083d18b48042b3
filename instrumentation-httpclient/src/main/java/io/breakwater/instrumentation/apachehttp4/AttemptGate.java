package io.breakwater.instrumentation.apachehttp4;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps what a reactor thread decides for an attempt apart from the attempt's end. A timeout or a cancellation ends an
 * attempt while its answer may be on the way; what comes later must not touch the session, which is at the next attempt
 * by then.
 *
 * <p>Thread-safety: thread-safe. A decision takes microseconds, so whoever comes meanwhile spins.
 */
final class AttemptGate {
    private enum State {
        UNDER_WAY,
        DECIDING,
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

    /** False if the attempt is over; otherwise {@link #leave} MUST follow. */
    boolean enter() {
        return change(State.DECIDING);
    }

    void leave() {
        state.set(State.UNDER_WAY);
    }

    /** The attempt ends, once no decision is under way. */
    void close() {
        change(State.OVER);
    }

    boolean isClosed() {
        return state.get() == State.OVER;
    }

    @SuppressWarnings("ThreadPriorityCheck") // Java 8 has no other word for it
    private boolean change(State next) {
        while (!state.compareAndSet(State.UNDER_WAY, next)) {
            if (isClosed()) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }
}
