package io.breakwater.engine.bulkhead;

/** A place in the queue of a bulkhead. Thread-safety: thread-safe, lock-free. */
public interface Waiter {

    /**
     * Leaves the queue.
     *
     * @return true if it left without a permit; false if a permit was granted already, so that the caller owns it and MUST
     *     release it, or if it was cancelled before
     */
    boolean cancel();
}
