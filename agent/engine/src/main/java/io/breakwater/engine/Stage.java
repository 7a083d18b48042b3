package io.breakwater.engine;

/**
 * The order of the pipeline, outermost first. {@link CallSession#start()} and its private methods go through it from top
 * to bottom; everything below {@link #RETRY} happens once per attempt.
 *
 * <p>The breaker <em>gates the call and accounts each attempt</em>: the gate outside the retry reads only, so that a
 * call to a destination that is down costs nothing; the permit inside is taken last, so that a half-open probe is one
 * request and never waits in a queue. Source: the common order of Polly, Resilience4j, Finagle, Envoy and gRPC; see
 * {@code docs/decisions}.
 */
public enum Stage {
    DEADLINE_GATE,
    TOTAL_TIMEOUT,
    BREAKER_GATE,
    RETRY,
    BULKHEAD,
    BREAKER_PERMIT,
    ATTEMPT_TIMEOUT
}
