package io.breakwater.extension;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps what an asynchronous client's threads decide for an attempt apart from the attempt's end. A timeout or a
 * cancellation ends an attempt while its answer may be on the way; what comes later must not touch the session, which is
 * at the next attempt by then.
 *
 * <p>Thread-safety: thread-safe. A decision takes microseconds, so whoever comes meanwhile spins.
 */
public final class AttemptGate {
    private enum State {
        UNDER_WAY,
        DECIDING,
        OVER,
        CUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

    /** False if the attempt is over; otherwise {@link #leave} MUST follow. */
    public boolean enter() {
        return change(State.DECIDING);
    }

    /** The decision has been made. */
    public void leave() {
        state.set(State.UNDER_WAY);
    }

    /** The attempt ends by itself, once no decision is under way. True for the first who says so. */
    public boolean close() {
        return change(State.OVER);
    }

    /** The attempt ends because it must. True for the first who says so. */
    public boolean cut() {
        return change(State.CUT);
    }

    /** True once the attempt has ended, however. */
    public boolean isClosed() {
        State now = state.get();
        return now == State.OVER || now == State.CUT;
    }

    /** True once the attempt has ended because it must. */
    public boolean isCut() {
        return state.get() == State.CUT;
    }

    @SuppressWarnings("ThreadPriorityCheck") // Java 8 has no better hint to whom we wait for
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
