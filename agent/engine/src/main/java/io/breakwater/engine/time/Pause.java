package io.breakwater.engine.time;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The only way in which the engine makes a calling thread wait: until a latch opens, or until time is up.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface Pause {

    /**
     * Waits until {@code latch} reaches zero or {@code nanos} have passed.
     *
     * @return true if the latch opened
     * @throws InterruptedException if the calling thread is interrupted before or while it waits; the flag is then
     *     cleared, as everywhere in the JDK
     */
    boolean await(CountDownLatch latch, long nanos) throws InterruptedException;

    /** Real waiting. Parks, holds no monitor, and so never pins a virtual thread. */
    static Pause system() {
        return (latch, nanos) -> latch.await(nanos, TimeUnit.NANOSECONDS);
    }
}
