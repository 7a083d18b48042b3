package io.breakwater.engine.breaker;

/** Waits for a breaker to open. Thread-safety: thread-safe. */
public interface Watch {

    /** Stops watching. Calling it again, or after the breaker opened, has no effect. */
    void close();
}
