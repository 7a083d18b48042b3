package io.breakwater.engine;

import org.jspecify.annotations.Nullable;

/** Throwables of several attempts. Thread-safety: stateless. */
final class Failures {
    private Failures() {}

    /** Makes the failure of an earlier attempt visible in the last one, without changing what is caught. */
    static void addEarlier(Throwable last, @Nullable Throwable earlier) {
        if (earlier != null && earlier != last) {
            try {
                last.addSuppressed(earlier);
            } catch (Throwable ignored) {
                // A throwable may refuse, or override the method: the earlier failure is a courtesy.
            }
        }
    }
}
