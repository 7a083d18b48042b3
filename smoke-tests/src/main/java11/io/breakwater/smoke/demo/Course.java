package io.breakwater.smoke.demo;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run second by second. Instants are milliseconds from its zero.
 *
 * <p>Thread-safety: immutable.
 */
final class Course {
    private static final long STEP_MILLIS = 50;

    private final long zeroMillis;
    private final int seconds;
    private final List<Call> calls;
    private final List<Long> arrivals;

    /**
     * @param zeroMillis epoch milliseconds
     * @param seconds of the run as a whole
     * @param arrivals epoch milliseconds at which something reached the server
     */
    Course(long zeroMillis, int seconds, List<Call> calls, List<Long> arrivals) {
        this.zeroMillis = zeroMillis;
        this.seconds = seconds;
        this.calls = calls;
        this.arrivals = arrivals;
    }

    /** What ended in that second of the run, counted from 0. */
    Sample endedIn(int second) {
        // What ended before the run's zero belongs to the first second, too.
        return endedWithin(second == 0 ? Long.MIN_VALUE : second * 1000L, (second + 1) * 1000L);
    }

    /** Calls that were due before the second's end and not finished by then, of {@code due} calls in each second. */
    long waitingAfter(int second) {
        long endMillis = (second + 1) * 1000L;
        long firstDueMillis = calls.stream()
                .mapToLong(call -> call.dueMillis() - zeroMillis)
                .min()
                .orElse(0);
        long due = (endMillis - firstDueMillis) * Plan.RATE / 1000;
        long ended =
                calls.stream().filter(call -> endedMillis(call) < endMillis).count();
        return Math.max(0, Math.min(due, (long) Plan.RATE * seconds) - ended);
    }

    long requestsIn(int second) {
        return arrivals.stream()
                .filter(millis -> (millis - zeroMillis) / 1000 == second)
                .count();
    }

    /**
     * Seconds from the end of an outage until, of the calls that end in the second that follows, at least 90 % are
     * useful: answers to what was due long ago, given in a burst, are no recovery. Negative if that never happens.
     *
     * @param untilMillis the end of what may be looked at
     */
    double secondsToRecover(long outageEndMillis, long untilMillis) {
        for (long from = outageEndMillis; from <= untilMillis - 1000; from += STEP_MILLIS) {
            if (endedWithin(from, from + 1000).isHealthy()) {
                return (from - outageEndMillis) / 1000.0;
            }
        }
        return -1;
    }

    private Sample endedWithin(long fromMillis, long toMillis) {
        Predicate<Call> within = call -> endedMillis(call) >= fromMillis && endedMillis(call) < toMillis;
        return new Sample(calls.stream().filter(within).collect(Collectors.toList()));
    }

    private long endedMillis(Call call) {
        return call.endedMillis() - zeroMillis;
    }
}
