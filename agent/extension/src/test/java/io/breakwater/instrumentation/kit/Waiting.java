package io.breakwater.instrumentation.kit;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to bring about; fails after ten seconds instead of waiting for ever. */
public final class Waiting {
    private static final long MAX_NANOS = 10_000_000_000L;

    private Waiting() {}

    public static void until(BooleanSupplier condition) {
        long startNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNanos > MAX_NANOS) {
                throw new AssertionError("waited for 10 s in vain");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
