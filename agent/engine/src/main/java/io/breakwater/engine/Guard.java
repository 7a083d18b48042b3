package io.breakwater.engine;

import io.breakwater.engine.breaker.CircuitBreaker;
import io.breakwater.engine.bulkhead.Bulkhead;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.retry.RetryBudget;
import io.breakwater.engine.time.Surroundings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy bound to the live state of its destination: all that the calls of one destination and route share.
 *
 * <p>Thread-safety: thread-safe; what it refers to is immutable or thread-safe.
 */
public final class Guard {
    final Destination destination;
    final CallPolicy policy;
    final CircuitBreaker breaker;
    final Bulkhead bulkhead;
    final RetryBudget budget;
    final Surroundings surroundings;
    final Observers observers;
    final CallMeter meter;
    final ExpiryValve expiry;
    final Transitions transitions;
    private final boolean observing;

    /** The same guard with the meter of one operation each; as many as the meter makes. */
    private final Map<CallMeter, Guard> operations = new ConcurrentHashMap<>(2);

    Guard(
            Destination destination,
            CallPolicy policy,
            CircuitBreaker breaker,
            Bulkhead bulkhead,
            RetryBudget budget,
            Surroundings surroundings,
            Observers observers,
            CallMeter meter,
            ExpiryValve expiry,
            Transitions transitions) {
        this.destination = destination;
        this.policy = policy;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.budget = budget;
        this.surroundings = surroundings;
        this.observers = observers;
        this.meter = meter;
        this.expiry = expiry;
        this.transitions = transitions;
        this.observing = policy.isObserving();
    }

    public Destination destination() {
        return destination;
    }

    public CallPolicy policy() {
        return policy;
    }

    /** The breaker whose state the calls of this guard feed. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    public Bulkhead bulkhead() {
        return bulkhead;
    }

    public RetryBudget budget() {
        return budget;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /** The same for one operation, which may have a meter of its own. */
    Guard ofOperation(String method, String path) {
        CallMeter operation = meter.ofOperation(method, path, observing);
        if (operation == meter) {
            return this;
        }
        Guard known = operations.get(operation);
        return known != null ? known : operations.computeIfAbsent(operation, this::withMeter);
    }

    private Guard withMeter(CallMeter operation) {
        return new Guard(
                destination,
                policy,
                breaker,
                bulkhead,
                budget,
                surroundings,
                observers,
                operation,
                expiry,
                transitions);
    }

    /** Begins a call. */
    public CallSession newCall(Call call) {
        return new CallSession(this, call);
    }

    /** True if every call is traced, from its start. */
    boolean tracesAll() {
        try {
            return observers.tracer().tracesAll();
        } catch (Throwable ignored) {
            return false; // a tracer is a bystander
        }
    }

    /**
     * Counts a call that is over after its only attempt, as nearly all are. Here, with numbers alone and without a handler,
     * because a session that does this itself is more than the JIT can do without an object for it. What a meter throws
     * is a bug of ours like any other.
     */
    void countOnlyAttempt(Call call, Outcome outcome, long attemptNanos, long callNanos, long nowNanos) {
        if (isUncounted(call, outcome)) {
            return;
        }
        String method = call.method();
        meter.onAttempt(method, outcome, attemptNanos);
        meter.onCall(method, outcome, false, 1, callNanos, nowNanos);
    }

    /** The call that comes after it counts for both. */
    static boolean isUncounted(Call call, @Nullable Outcome outcome) {
        return outcome == Outcome.IGNORED && call.isPrelude();
    }

    /** Tells the listener; what it throws is dropped. */
    void report(Intervention intervention) {
        report(observers.listener(), intervention);
    }

    /** A bug of ours in a call. Never throws, whatever the bug has broken besides. */
    Intervention reportBug(Call call, int attempt, String where, Throwable bug) {
        String method = "";
        try {
            method = call.method();
        } catch (Throwable ignored) {
            // The adapter is where the bug is.
        }
        Intervention intervention = new Intervention(
                InterventionKind.FAIL_OPEN,
                true,
                destination,
                method,
                attempt,
                Failures.describe(where, bug),
                0,
                "built-in");
        report(intervention);
        return intervention;
    }

    static void report(InterventionListener listener, Intervention intervention) {
        try {
            listener.onIntervention(intervention);
        } catch (Throwable ignored) {
            // A listener is a bystander: nothing of it may reach the call.
        }
    }
}
