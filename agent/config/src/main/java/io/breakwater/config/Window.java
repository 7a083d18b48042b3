package io.breakwater.config;

/** The length of a sliding window: of time, or of calls. Thread-safety: immutable. */
final class Window {
    private final long nanos;
    private final int calls;

    private Window(long nanos, int calls) {
        this.nanos = nanos;
        this.calls = calls;
    }

    static Window ofNanos(long nanos) {
        return new Window(nanos, 0);
    }

    static Window ofCalls(int calls) {
        return new Window(0, calls);
    }

    /** 0 if it counts calls. */
    long nanos() {
        return nanos;
    }

    /** 0 if it is one of time. */
    int calls() {
        return calls;
    }
}
