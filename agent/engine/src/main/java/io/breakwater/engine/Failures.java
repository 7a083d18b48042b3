package io.breakwater.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one call threw. Only the last throwable reaches the application, and it is the object that the
 * client threw; the earlier ones become its suppressed throwables.
 *
 * <p>Thread-safety: stateless. Errors: never throws.
 */
final class Failures {
    private Failures() {}

    /** The list with one more throwable; null is the empty list. */
    static List<Throwable> with(@Nullable List<Throwable> earlier, Throwable next) {
        List<Throwable> all = earlier == null ? new ArrayList<>(2) : earlier;
        all.add(next);
        return all;
    }

    /** Makes earlier throwables visible in one that is about to reach the application, without changing what is caught. */
    static void attach(@Nullable List<Throwable> earlier, Throwable thrown) {
        if (earlier != null) {
            for (Throwable other : earlier) {
                suppress(thrown, other);
            }
        }
    }

    private static void suppress(Throwable thrown, Throwable other) {
        try {
            // A client may throw the same object twice.
            if (other != thrown && !Arrays.asList(thrown.getSuppressed()).contains(other)) {
                thrown.addSuppressed(other);
            }
        } catch (Throwable ignored) {
            // A throwable may refuse, or override the method: the earlier failure is a courtesy.
        }
    }

    /** A bug, for people; even one whose own description fails. */
    static String describe(String where, Throwable bug) {
        try {
            return where + ": " + bug;
        } catch (Throwable ignored) {
            return where + ": " + bug.getClass().getName();
        }
    }
}
