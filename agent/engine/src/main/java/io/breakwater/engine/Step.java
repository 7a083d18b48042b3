package io.breakwater.engine;

/** What a runner does next with a {@link CallSession}. */
public enum Step {
    /** Make the attempt, then report its outcome. */
    SEND,
    /** Join the bulkhead's queue, wait, then report that the wait is over. */
    AWAIT_PERMIT,
    /** Wait for the backoff, then report that it is over. */
    AWAIT_BACKOFF,
    /** Give the outcome of the attempt to the application. */
    RETURN,
    /** Give the last real outcome to the application, or, if there is none, the rejection. */
    REJECT
}
