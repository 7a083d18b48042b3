package io.breakwater.extension.http;

import org.jspecify.annotations.Nullable;

/**
 * Says that a thread is within a request that counts already: where a container is called again by us, and where a servlet
 * is asked within its container. Here, and not with the adapters: those of a container and of a servlet may come from
 * different loaders.
 *
 * <p>Thread-safety: each thread has its own. Memory: nothing in a thread that serves no request.
 */
final class Serving {
    private static final ThreadLocal<@Nullable Boolean> UNDER_WAY = new ThreadLocal<>();

    private Serving() {}

    static boolean isUnderWay() {
        if (UNDER_WAY.get() != null) {
            return true;
        }
        UNDER_WAY.remove(); // asking leaves an entry
        return false;
    }

    static void begin() {
        UNDER_WAY.set(Boolean.TRUE);
    }

    static void end() {
        UNDER_WAY.remove();
    }
}
