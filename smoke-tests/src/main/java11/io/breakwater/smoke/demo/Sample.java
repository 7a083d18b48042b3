package io.breakwater.smoke.demo;

import java.util.List;
import java.util.function.Predicate;

/**
 * Some of the calls of a run. Durations are milliseconds from the moment at which a call was due.
 *
 * <p>Thread-safety: immutable.
 */
final class Sample {
    /** An answer that comes later than this, counted from the moment at which it was due, is of no use. */
    static final long USEFUL_MILLIS = 1_000;

    private static final double RECOVERED_SHARE = 0.9;

    private final List<Call> calls;

    Sample(List<Call> calls) {
        this.calls = calls;
    }

    int size() {
        return calls.size();
    }

    long failed() {
        return calls.stream().filter(call -> !call.isAnswered()).count();
    }

    double failedShare() {
        return (double) failed() / Math.max(1, size());
    }

    /** Calls that were answered within a second of being due. */
    long useful() {
        return calls.stream()
                .filter(call -> call.isAnswered() && call.tookMillis() <= USEFUL_MILLIS)
                .count();
    }

    /** Calls that were answered, but too late to be useful. */
    long late() {
        return size() - failed() - useful();
    }

    double lateShare() {
        return (double) late() / Math.max(1, size());
    }

    /** Of calls that failed, or were answered too late to be useful. */
    double uselessShare() {
        return 1 - usefulShare();
    }

    /** The smallest duration that covers that share of the answered calls; nearest rank. */
    long answeredWithinMillis(double share) {
        return percentile(Call::isAnswered, share);
    }

    /** The same for all calls: until the program knew how its call ended. */
    long endedWithinMillis(double share) {
        return percentile(call -> true, share);
    }

    /** Whether a second of which these are the calls is one of a program that works again. */
    boolean isHealthy() {
        return usefulShare() >= RECOVERED_SHARE;
    }

    /** Calls whose caller was kept longer than a second, whatever the end. */
    long hanging() {
        return calls.stream().filter(call -> call.tookMillis() > USEFUL_MILLIS).count();
    }

    /** Whether the program ended before one of them. */
    boolean hasUnfinished() {
        return calls.stream().anyMatch(call -> call.outcome().equals("unfinished"));
    }

    private double usefulShare() {
        return (double) useful() / Math.max(1, size());
    }

    private long percentile(Predicate<Call> which, double share) {
        long[] sorted = calls.stream()
                .filter(which)
                .mapToLong(Call::tookMillis)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
