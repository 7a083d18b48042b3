package io.breakwater.engine.policy;

/** What a policy may do. */
public enum Mode {
    /** Nothing, not even counting. */
    DISABLED,
    /** Count what it would have done, and change nothing. Source: Finagle's dark mode. */
    OBSERVE,
    /** Act. */
    ENFORCE
}
