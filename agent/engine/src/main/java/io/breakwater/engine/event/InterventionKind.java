package io.breakwater.engine.event;

/** What the engine did, or in observe mode would have done, to a call. */
public enum InterventionKind {
    /** A failed attempt is repeated after a backoff. */
    RETRY("retry"),
    /** A retry that the policy asks for did not happen: the budget is spent. */
    RETRY_BUDGET_EXHAUSTED("retry-budget-exhausted"),
    /** A retry did not happen: too little time is left, or the peer asks for a longer wait than is allowed. */
    RETRY_OUT_OF_TIME("retry-out-of-time"),
    /** A retry did not happen: the request that the call serves is a repetition itself, and its sender has a budget. */
    RETRY_LEFT_TO_CALLER("retry-left-to-caller"),
    /** A retry did not happen, or was given up: the breaker is open. */
    RETRY_CIRCUIT_OPEN("retry-circuit-open"),
    /** The call was refused: the breaker is open. */
    CIRCUIT_OPEN("circuit-open"),
    /** The breaker changed its state; not tied to one call. */
    CIRCUIT_TRANSITION("circuit-transition"),
    /** The call was refused: no place in the bulkhead within the allowed wait. */
    BULKHEAD_FULL("bulkhead-full"),
    /** No connection was made in time. */
    CONNECT_TIMEOUT("connect-timeout"),
    /** The next part of a body did not come in time. */
    IDLE_TIMEOUT("idle-timeout"),
    /** An attempt was cut off. */
    ATTEMPT_TIMEOUT("attempt-timeout"),
    /** The call as a whole ran out of time. */
    TOTAL_TIMEOUT("total-timeout"),
    /** The call was refused, or cut off: whoever asked for it has stopped waiting. */
    DEADLINE_EXCEEDED("deadline-exceeded"),
    /** A deadline that is over was ignored: the clocks of two machines may differ. */
    DEADLINE_IGNORED("deadline-ignored"),
    /** A bug of ours; the application's plain call went on. */
    FAIL_OPEN("fail-open");

    private final String word;

    InterventionKind(String word) {
        this.word = word;
    }

    /** The word for logs, spans and metrics. */
    public String word() {
        return word;
    }
}
