package io.breakwater.engine.breaker;

/** How many calls a window holds, and how they went. Thread-safety: immutable. */
final class CallTally {
    final long calls;
    final long failures;
    final long slowCalls;

    CallTally(long calls, long failures, long slowCalls) {
        this.calls = calls;
        this.failures = failures;
        this.slowCalls = slowCalls;
    }
}
