package io.breakwater.engine.policy;

/** Which calls are recorded. */
public enum RecordingScope {
    /** Those of which a policy only observes. */
    OBSERVED,
    /** Every guarded call. */
    ALL,
    /** None. */
    NONE
}
