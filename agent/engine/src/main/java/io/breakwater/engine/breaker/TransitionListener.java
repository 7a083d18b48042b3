package io.breakwater.engine.breaker;

/**
 * Is told of each change of a breaker's state, in the thread that caused it and after the change. Two changes in quick
 * succession may be told by two threads at once. What it throws is dropped.
 */
@FunctionalInterface
public interface TransitionListener {

    /**
     * @param reason for people: {@code 8 of 12 calls failed (>= 50%)}
     * @param openNanos how long it stays open; 0 unless {@code to} is OPEN
     */
    void onTransition(CircuitState from, CircuitState to, String reason, long openNanos);
}
