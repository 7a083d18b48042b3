package io.breakwater.engine;

/** Where a test makes something throw. */
enum Point {
    NANO_TIME,
    RANDOMNESS,
    TIMER,
    PAUSE,
    LISTENER,
    POLICY_FOR,
    SELECT,
    METHOD,
    CAN_BE_SENT_AGAIN,
    CARRIES_KEY,
    IS_CONTINUATION,
    IS_EXEMPT,
    PREPARE,
    CLASSIFY,
    REJECTION,
    INTERRUPTION,
    WAIT_BEGINS,
    WAIT_OVER,
    DELIVER,
    EXECUTOR,
    DEPENDENTS_CANCEL,
    ABORT,
    TRACER,
    METER,
    CAPTURE,
    SCOPE
}
