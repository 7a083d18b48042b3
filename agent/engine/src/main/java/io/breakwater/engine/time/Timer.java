package io.breakwater.engine.time;

/**
 * Runs short tasks later. Tasks MUST NOT block and MUST NOT run code of the application: they hand such work to the
 * client's own executor.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface Timer {

    /** Runs {@code task} once, {@code delayNanos} nanoseconds from now at the earliest; at once if not positive. */
    Handle schedule(long delayNanos, Runnable task);

    /** A scheduled task. */
    interface Handle {

        /** Takes the task off the timer. No effect once it ran. */
        void cancel();
    }
}
