package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerOverride;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.time.Randomness;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling a destination that fails, and asks now and then whether it is back. The package description has the
 * transition table. The policy's mode is the caller's business: this class decides, and does not know whether the
 * decision is enforced.
 *
 * <p>Thread-safety: thread-safe, lock-free: the state is one reference, a transition one compare-and-set of it. Time:
 * nanoseconds given by the caller. Errors: never throws.
 *
 * <p>Source: the state objects are Armeria's idea; that a result counts only for the state that granted it, gobreaker's.
 */
public final class CircuitBreaker {
    private static final AtomicReferenceFieldUpdater<CircuitBreaker, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(CircuitBreaker.class, State.class, "state");

    private final Randomness randomness;
    private final TransitionListener listener;
    private final Watchers watchers = new Watchers();

    /** Written by the call that causes a transition. A stale read lets one call through or refuses one. */
    private volatile State state;

    /** Configuration, not state: written by reload alone. A stale read judges one result by the older thresholds. */
    private volatile BreakerPolicy policy;

    public CircuitBreaker(BreakerPolicy policy, Randomness randomness, TransitionListener listener) {
        this.policy = policy;
        this.randomness = randomness;
        this.listener = listener;
        this.state = new ClosedState(this, CallWindow.of(policy), 0);
    }

    /** Whether a call may try at all; takes nothing, and promises nothing to a later {@link #tryAcquire}. */
    public boolean permitsCall(long nowNanos) {
        return state.permitsCall(nowNanos);
    }

    /**
     * Leave for one attempt, to be asked last before it starts.
     *
     * @return a permit that MUST be completed once, or null if the attempt is refused
     */
    public @Nullable Permit tryAcquire(long nowNanos) {
        while (true) {
            State current = state;
            Permit permit = current.tryAcquire(nowNanos);
            if (permit != null || isCurrent(current)) {
                return permit;
            }
        }
    }

    /** The state as a call at this time would find it: HALF_OPEN as soon as the next call would be a probe. */
    public CircuitState state(long nowNanos) {
        State current = state;
        boolean probeIsDue = current instanceof OpenState && current.permitsCall(nowNanos);
        return probeIsDue ? CircuitState.HALF_OPEN : current.kind();
    }

    /** Nanoseconds until a probe may start; 0 if the breaker is not open. */
    public long openNanosLeft(long nowNanos) {
        return state.openNanosLeft(nowNanos);
    }

    /**
     * Goes on under another policy. Thresholds hold from the next result on; a window of another kind or length starts
     * empty; the open duration holds from the next opening on, the number of probes from the next round on. An open
     * breaker stays open.
     */
    public void configure(BreakerPolicy next, long nowNanos) {
        if (next != policy) {
            policy = next;
            alignWindow();
        }
    }

    /**
     * Runs {@code onOpened} once when the breaker opens next, in the thread that opens it, after the transition. It must
     * not block. It may also run for an opening that took place while this method was called.
     *
     * @return what to close when the wait is over, or null if the breaker is open already and nothing will run
     */
    public @Nullable Watch watchOpening(Runnable onOpened) {
        // Registering comes first: an opening after the check finds the watcher, one before it is seen by the check.
        Watchers.Watcher watcher = watchers.add(onOpened);
        boolean isOpen = state.kind() == CircuitState.OPEN;
        return isOpen && watcher.withdraw() ? null : watcher;
    }

    /** What an operator has decided, or null if it goes by its calls. */
    public @Nullable BreakerOverride override() {
        State current = state;
        return current instanceof ForcedState ? ((ForcedState) current).override() : null;
    }

    /**
     * Has the operator decide from now on; null lets the calls decide again, from CLOSED with an empty window. Without effect
     * if that is so already. Results of calls under way belong to the state before, and are ignored.
     */
    public void override(@Nullable BreakerOverride next) {
        while (true) {
            State current = state;
            BreakerOverride known = current instanceof ForcedState ? ((ForcedState) current).override() : null;
            if (known == next) {
                return;
            }
            State forced = next == null ? new ClosedState(this, CallWindow.of(policy), 0) : new ForcedState(next);
            String reason = next == null ? "no longer forced" : "forced by " + next.origin();
            if (replace(current, forced, reason)) {
                return;
            }
        }
    }

    /** Begins anew: CLOSED with an empty window. Without effect while an operator decides. */
    public void reset(String reason) {
        while (true) {
            State current = state;
            if (current instanceof ForcedState
                    || replace(current, new ClosedState(this, CallWindow.of(policy), 0), reason)) {
                return;
            }
        }
    }

    private boolean replace(State from, State to, String reason) {
        if (!STATE.compareAndSet(this, from, to)) {
            return false;
        }
        alignWindow();
        if (from.kind() != to.kind()) {
            tell(from.kind(), to.kind(), reason, 0);
        }
        if (to.kind() == CircuitState.OPEN) {
            watchers.tellAll();
        }
        return true;
    }

    BreakerPolicy policy() {
        return policy;
    }

    boolean isCurrent(State candidate) {
        return state == candidate;
    }

    /** How many wait for it to open: the calls that are in a backoff. */
    public int watcherCount() {
        return watchers.count();
    }

    long openNanos(int failedRounds) {
        return OpenDuration.nanos(policy, failedRounds, randomness);
    }

    void open(State from, int failedRounds, long openNanos, String reason, long nowNanos) {
        if (STATE.compareAndSet(this, from, new OpenState(this, nowNanos, openNanos, failedRounds))) {
            tell(from.kind(), CircuitState.OPEN, reason, openNanos);
            watchers.tellAll();
        }
    }

    boolean halfOpen(OpenState from, HalfOpenState to) {
        boolean won = STATE.compareAndSet(this, from, to);
        if (won) {
            tell(CircuitState.OPEN, CircuitState.HALF_OPEN, "open duration is over", 0);
        }
        return won;
    }

    void close(HalfOpenState from, String reason) {
        if (STATE.compareAndSet(this, from, new ClosedState(this, CallWindow.of(policy), 0))) {
            alignWindow();
            tell(CircuitState.HALF_OPEN, CircuitState.CLOSED, reason, 0);
        }
    }

    /**
     * Gives a closed state the window that the policy asks for. Whoever changes the policy or closes the breaker looks
     * again after its own change, so that whichever of two comes last sees both.
     */
    private void alignWindow() {
        while (true) {
            State current = state;
            BreakerPolicy wanted = policy;
            if (!(current instanceof ClosedState) || ((ClosedState) current).fits(wanted)) {
                return;
            }
            STATE.compareAndSet(this, current, ((ClosedState) current).withWindowOf(wanted));
        }
    }

    private void tell(CircuitState from, CircuitState to, String reason, long openNanos) {
        try {
            listener.onTransition(from, to, reason, openNanos);
        } catch (Throwable ignored) {
            // Whoever listens must not decide whether calls go through.
        }
    }
}
