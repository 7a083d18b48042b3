package io.breakwater.telemetry.metrics;

import io.breakwater.engine.Outcome;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Calls by what the application got. A destination answers with a handful of codes, and so they are searched one by one.
 * The first {@value #MOST} are counted apart, the rest together: a server may send any number.
 *
 * <p>Thread-safety: thread-safe; lock-free once a status is known, and then without allocation. Copied on write.
 */
final class StatusCounts {
    static final int MOST = 40;

    private volatile Count[] counts = new Count[0];
    private final Count others = new Count(Status.NONE, Names.OTHER);

    void increment(@Nullable Outcome outcome, boolean rejected) {
        int code = Status.code(outcome, rejected);
        if (code == Status.NONE) {
            incrementWord(Status.word(outcome, rejected));
            return;
        }
        Count known = find(counts, code);
        (known != null ? known : add(code, "")).increment();
    }

    private void incrementWord(String word) {
        Count known = find(counts, Status.NONE, word);
        (known != null ? known : add(Status.NONE, word)).increment();
    }

    /** All that are not zero; those that share a number come last. */
    Iterable<Count> counts() {
        Count[] known = counts;
        if (others.sum() == 0) {
            return Arrays.asList(known);
        }
        Count[] all = Arrays.copyOf(known, known.length + 1);
        all[known.length] = others;
        return Arrays.asList(all);
    }

    private static @Nullable Count find(Count[] counts, int code) {
        for (Count count : counts) {
            if (count.code == code) {
                return count;
            }
        }
        return null;
    }

    private static @Nullable Count find(Count[] counts, int code, String word) {
        for (Count count : counts) {
            if (count.code == code && (code != Status.NONE || count.label.equals(word))) {
                return count;
            }
        }
        return null;
    }

    private synchronized Count add(int code, String word) {
        Count[] known = counts;
        Count count = find(known, code, word);
        if (count != null) {
            return count;
        }
        if (known.length >= MOST) {
            return others;
        }
        Count[] more = Arrays.copyOf(known, known.length + 1);
        count = new Count(code, code == Status.NONE ? word : Integer.toString(code));
        more[known.length] = count;
        counts = more;
        return count;
    }

    /** The calls of one status. */
    static final class Count extends LongAdder {
        private static final long serialVersionUID = 1;

        final int code;
        final String label;

        Count(int code, String label) {
            this.code = code;
            this.label = label;
        }
    }
}
