package io.breakwater.instrumentation.jdbc;

/**
 * How deep this thread is in database calls. What a driver calls of itself, what a pool or wrapper calls of a driver, and what
 * we call to look after a call, is part of the outermost one.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: each thread has its own; a type of the JDK alone, so that no thread keeps
 * this loader alive.
 */
final class Nesting {
    private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

    private Nesting() {}

    /** True if a call is under way in this thread. */
    static boolean isNested() {
        return DEPTH.get()[0] > 0;
    }

    /** {@link #leave} MUST follow. */
    static void enter() {
        DEPTH.get()[0]++;
    }

    /** True if no call was under way in this thread, and one is now; {@link #leave} MUST follow. */
    static boolean enterOutermost() {
        int[] depth = DEPTH.get();
        if (depth[0] > 0) {
            return false;
        }
        depth[0] = 1;
        return true;
    }

    static void leave() {
        DEPTH.get()[0]--;
    }
}
