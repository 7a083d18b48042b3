package io.breakwater.telemetry.observe;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** How calls failed, by class. Thread-safety: thread-safe, lock-free; counting allocates nothing. */
@SuppressWarnings("EnumOrdinal") // indexes an array of this class alone
final class FailureCounts {
    /** An answer of 500 and above that no class names. */
    static final String SERVER_ERROR = "server-error";

    /** An exception that no class names. */
    static final String OTHER = "other";

    private static final FailureClass[] CLASSES = FailureClass.values();
    private static final int SERVER_ERROR_INDEX = CLASSES.length;
    private static final int OTHER_INDEX = CLASSES.length + 1;
    private static final int LEAST_SERVER_ERROR = 500;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES.length + 2);

    /** True if it is a failure of the server or of the way to it, rather than an answer, whatever it says. */
    static boolean isFailure(Outcome outcome) {
        return outcome.failure() != null || outcome == Outcome.OTHER_FAILURE || outcome.status() >= LEAST_SERVER_ERROR;
    }

    /** True if breakers count it, unless they are told otherwise. */
    static boolean countsForBreakers(Outcome outcome, boolean ofDatabase) {
        FailureClass failure = outcome.failure();
        if (failure == null) {
            return false;
        }
        switch (failure) {
            case CONNECT_FAILURE:
            case RESET:
            case GATEWAY_ERROR:
            case CONNECTION_LOST:
            case SERVER_SHUTDOWN:
                return true;
            case ATTEMPT_TIMEOUT:
                return !ofDatabase;
            default:
                return false;
        }
    }

    void count(Outcome outcome) {
        counts.getAndIncrement(indexOf(outcome));
    }

    void clear() {
        for (int index = 0; index < counts.length(); index++) {
            counts.set(index, 0);
        }
    }

    /** By the word of the class; those that happened. */
    Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        for (int index = 0; index < counts.length(); index++) {
            long count = counts.get(index);
            if (count > 0) {
                read.put(word(index), count);
            }
        }
        return read;
    }

    private static int indexOf(Outcome outcome) {
        @Nullable FailureClass failure = outcome.failure();
        if (failure != null) {
            return failure.ordinal();
        }
        return outcome.status() >= LEAST_SERVER_ERROR ? SERVER_ERROR_INDEX : OTHER_INDEX;
    }

    private static String word(int index) {
        if (index < CLASSES.length) {
            return CLASSES[index].word();
        }
        return index == SERVER_ERROR_INDEX ? SERVER_ERROR : OTHER;
    }
}
