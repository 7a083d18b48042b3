package io.breakwater.engine.time;

/**
 * Runs short tasks later. Tasks MUST NOT block and MUST NOT run code of the application: they hand such work to the
 * client's own executor.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface Timer {

    /**
     * Runs {@code task} once, {@code delayNanos} nanoseconds from now at the earliest; at once if not positive. Once the
     * timer is closed, what would have been run later is dropped.
     *
     * @throws IllegalStateException if the timer is closed and the task is a {@link Wait}: nobody must wait in vain
     */
    Handle schedule(long delayNanos, Runnable task);

    /** A task that somebody waits for, and that must not be dropped. */
    interface Wait extends Runnable {

        /** Run instead of {@link #run()} if the timer closes before the time has come. */
        void abandon();
    }

    /** A task that is scheduled whether or not a call depends on it. */
    interface Upkeep extends Runnable {

        /** True as long as a call depends on it. */
        boolean isNeeded();
    }

    /** A scheduled task. */
    interface Handle {

        /** Takes the task off the timer. No effect once it ran. */
        void cancel();
    }
}
