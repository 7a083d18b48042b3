package io.breakwater.engine.breaker;

/**
 * The breaker's leave for one attempt. Whoever got it MUST call exactly one of the three methods, once. The result counts
 * for the state that granted the permit, and for no later one.
 *
 * <p>A probe's permit notices a second or a late completion and ignores it. While CLOSED all calls share one permit, so
 * that granting allocates nothing, and there a second completion counts twice.
 *
 * <p>Thread-safety: thread-safe, lock-free. Errors: never throws.
 */
public interface Permit {

    /** The attempt went well. */
    void onSuccess(long nowNanos, long durationNanos);

    /** The attempt failed in a way that counts against the destination. */
    void onFailure(long nowNanos, long durationNanos);

    /** The attempt says nothing about the destination: cancelled, rejected later on, or our own error. */
    void onIgnored(long nowNanos);
}
