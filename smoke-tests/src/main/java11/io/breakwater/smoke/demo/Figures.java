package io.breakwater.smoke.demo;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one run comes to. A call belongs to the moment at which it was due. Instants are milliseconds since the first
 * request; durations are milliseconds from the moment at which the call was due.
 *
 * <p>Thread-safety: immutable.
 */
final class Figures {
    /** An answer that comes later than this, counted from the moment at which it was due, is of no use. */
    static final long USEFUL_MILLIS = 1_000;

    private static final long STEP_MILLIS = 50;
    private static final double RECOVERED_SHARE = 0.9;

    private final Plan plan;
    private final List<Call> calls;
    private final List<Long> arrivals;
    private final long zeroMillis;

    Figures(Plan plan, Recording recording) {
        this.plan = plan;
        this.calls = recording.calls();
        this.arrivals = recording.arrivals();
        this.zeroMillis = arrivals.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    int calls() {
        return calls.size();
    }

    /** Calls of the flaky thirds: neither the outage nor the moment after it. */
    Sample flaky() {
        return sample(call -> !plan.isOutageOrSettling(dueMillis(call)));
    }

    /** Calls that were due in the outage or the moment after it. */
    Sample outage() {
        return sample(call -> plan.isOutageOrSettling(dueMillis(call)));
    }

    /** Requests that reached the server in the outage, for each call that the program started in it. */
    double requestsPerCallInOutage() {
        long started = calls.stream()
                .filter(call -> plan.isOutage(call.startedMillis() - zeroMillis))
                .count();
        long arrived = arrivals.stream()
                .filter(millis -> plan.isOutage(millis - zeroMillis))
                .count();
        return (double) arrived / Math.max(1, started);
    }

    /**
     * Seconds from the end of the outage until, of the calls that end in the second that follows, at least 90 % are
     * useful: answers to what was due long ago, given in a burst, are no recovery. Negative if that never happens.
     */
    double secondsToRecover() {
        long lastMillis = plan.seconds() * 1000L - 1000;
        for (long from = plan.outageEndMillis(); from <= lastMillis; from += STEP_MILLIS) {
            if (endedWithin(from, from + 1000).usefulShare() >= RECOVERED_SHARE) {
                return (from - plan.outageEndMillis()) / 1000.0;
            }
        }
        return -1;
    }

    /** What ended in that second of the run, counted from 0. */
    Sample endedIn(int second) {
        // What ended before the server saw its first request belongs to the first second, too.
        return endedWithin(second == 0 ? Long.MIN_VALUE : second * 1000L, (second + 1) * 1000L);
    }

    /** Calls that were due before the second's end and not finished by then, of {@code due} calls in each second. */
    long waitingAfter(int second) {
        long endMillis = (second + 1) * 1000L;
        long firstDueMillis = calls.stream().mapToLong(this::dueMillis).min().orElse(0);
        long due = (endMillis - firstDueMillis) * Plan.RATE / 1000;
        long ended =
                calls.stream().filter(call -> endedMillis(call) < endMillis).count();
        return Math.max(0, Math.min(due, (long) Plan.RATE * plan.seconds()) - ended);
    }

    long requestsIn(int second) {
        return arrivals.stream()
                .filter(millis -> (millis - zeroMillis) / 1000 == second)
                .count();
    }

    private Sample endedWithin(long fromMillis, long toMillis) {
        return sample(call -> endedMillis(call) >= fromMillis && endedMillis(call) < toMillis);
    }

    private Sample sample(Predicate<Call> which) {
        return new Sample(calls.stream().filter(which).collect(Collectors.toList()));
    }

    private long dueMillis(Call call) {
        return call.dueMillis() - zeroMillis;
    }

    private long endedMillis(Call call) {
        return call.endedMillis() - zeroMillis;
    }

    /** Some of the calls. Thread-safety: immutable. */
    static final class Sample {
        private final List<Call> calls;

        private Sample(List<Call> calls) {
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
}
