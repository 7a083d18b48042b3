package io.breakwater.engine.breaker;

import org.jspecify.annotations.Nullable;

/** One period of a breaker's life. Thread-safety: implementations are thread-safe and lock-free. */
interface State {

    CircuitState kind();

    /** Whether a call may try; takes nothing. */
    boolean permitsCall(long nowNanos);

    /** Null if refused. May replace this state by the next. */
    @Nullable
    Permit tryAcquire(long nowNanos);

    long openNanosLeft(long nowNanos);
}
