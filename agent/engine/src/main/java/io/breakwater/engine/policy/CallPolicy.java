package io.breakwater.engine.policy;

import org.jspecify.annotations.Nullable;

/**
 * Everything that holds for one call, and the scope in which each policy keeps its state: null for the destination as a
 * whole, else the name of the route that brought its own numbers.
 *
 * <p>Thread-safety: immutable. Instances are shared by all calls of a destination and route, and compared by identity.
 */
public final class CallPolicy {
    /** Nothing holds. */
    public static final CallPolicy DISABLED = new CallPolicy(
            TimeoutPolicy.DISABLED, RetryPolicy.DISABLED, BreakerPolicy.DISABLED, null, BulkheadPolicy.DISABLED, null);

    private final DeadlinePolicy deadline;
    private final TimeoutPolicy timeouts;
    private final RetryPolicy retry;
    private final BreakerPolicy breaker;
    private final @Nullable String breakerScope;
    private final BulkheadPolicy bulkhead;
    private final @Nullable String bulkheadScope;
    private final CallPolicy forTrusted;

    /** Without deadlines. */
    public CallPolicy(
            TimeoutPolicy timeouts,
            RetryPolicy retry,
            BreakerPolicy breaker,
            @Nullable String breakerScope,
            BulkheadPolicy bulkhead,
            @Nullable String bulkheadScope) {
        this(DeadlinePolicy.DISABLED, timeouts, retry, breaker, breakerScope, bulkhead, bulkheadScope);
    }

    public CallPolicy(
            DeadlinePolicy deadline,
            TimeoutPolicy timeouts,
            RetryPolicy retry,
            BreakerPolicy breaker,
            @Nullable String breakerScope,
            BulkheadPolicy bulkhead,
            @Nullable String bulkheadScope) {
        this.deadline = deadline;
        this.timeouts = timeouts;
        this.retry = retry;
        this.breaker = breaker;
        this.breakerScope = breakerScope;
        this.bulkhead = bulkhead;
        this.bulkheadScope = bulkheadScope;
        this.forTrusted = deadline.mode() == Mode.DISABLED || deadline.isTrusted() ? this : new CallPolicy(this);
    }

    private CallPolicy(CallPolicy untrusted) {
        this.deadline = untrusted.deadline.forTrusted();
        this.timeouts = untrusted.timeouts;
        this.retry = untrusted.retry;
        this.breaker = untrusted.breaker;
        this.breakerScope = untrusted.breakerScope;
        this.bulkhead = untrusted.bulkhead;
        this.bulkheadScope = untrusted.bulkheadScope;
        this.forTrusted = this;
    }

    public DeadlinePolicy deadline() {
        return deadline;
    }

    public TimeoutPolicy timeouts() {
        return timeouts;
    }

    public RetryPolicy retry() {
        return retry;
    }

    public BreakerPolicy breaker() {
        return breaker;
    }

    /** The route whose calls alone feed this breaker, or null. */
    public @Nullable String breakerScope() {
        return breakerScope;
    }

    public BulkheadPolicy bulkhead() {
        return bulkhead;
    }

    /** The route whose calls alone fill this bulkhead, or null. */
    public @Nullable String bulkheadScope() {
        return bulkheadScope;
    }

    /** True if the time of an attempt that went well may be worth a word: a limit on it is only observed. */
    public boolean observesTime() {
        return timeouts.mode() == Mode.OBSERVE || deadline.mode() == Mode.OBSERVE;
    }

    /** True if a policy that looks at calls as such only observes: deadlines have their own say. */
    public boolean isObserving() {
        return timeouts.mode() == Mode.OBSERVE
                || retry.mode() == Mode.OBSERVE
                || breaker.mode() == Mode.OBSERVE
                || bulkhead.mode() == Mode.OBSERVE;
    }

    /** The same for a destination that may see the deadline; always the same object. */
    public CallPolicy forTrusted() {
        return forTrusted;
    }

    /** The same without what needs a state of its own: no breaker, no bulkhead. */
    public CallPolicy withoutState() {
        return new CallPolicy(deadline, timeouts, retry, BreakerPolicy.DISABLED, null, BulkheadPolicy.DISABLED, null);
    }

    /** The most that any of the policies does. */
    public Mode mode() {
        Mode most = deadline.mode();
        for (Mode mode : new Mode[] {timeouts.mode(), retry.mode(), breaker.mode(), bulkhead.mode()}) {
            most = mode.compareTo(most) > 0 ? mode : most;
        }
        return most;
    }

    /** True if no policy does anything, so that the call need not be guarded. */
    public boolean isDisabled() {
        return deadline.mode() == Mode.DISABLED
                && timeouts.mode() == Mode.DISABLED
                && retry.mode() == Mode.DISABLED
                && breaker.mode() == Mode.DISABLED
                && bulkhead.mode() == Mode.DISABLED;
    }
}
