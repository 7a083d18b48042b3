package io.breakwater.smoke.demo;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run comes to. A call belongs to the moment at which it was due. Instants are milliseconds since the first
 * request; durations are milliseconds from the moment at which the call was due.
 *
 * <p>Thread-safety: immutable.
 */
final class Figures {
    private static final long LATE_MILLIS = 1_000;
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
     * Seconds from the end of the outage until, of the calls due in the second that follows, at least 90 % are answered
     * within a second. Negative if that never happens.
     */
    double secondsToRecover() {
        long lastMillis = plan.seconds() * 1000L - 1000;
        for (long from = plan.outageEndMillis(); from <= lastMillis; from += STEP_MILLIS) {
            Sample second = dueWithin(from, from + 1000);
            if (second.promptShare() >= RECOVERED_SHARE) {
                return (from - plan.outageEndMillis()) / 1000.0;
            }
        }
        return -1;
    }

    long answeredIn(int second) {
        return endedIn(second).filter(Call::isAnswered).count();
    }

    long failedIn(int second) {
        return endedIn(second).filter(call -> !call.isAnswered()).count();
    }

    /** Calls that were due before the second's end and not finished by then, of {@code due} calls in each second. */
    long waitingAfter(int second) {
        long endMillis = (second + 1) * 1000L;
        long firstDueMillis = calls.stream().mapToLong(this::dueMillis).min().orElse(0);
        long due = (endMillis - firstDueMillis) * Plan.RATE / 1000;
        long ended = calls.stream()
                .filter(call -> call.endedMillis() - zeroMillis < endMillis)
                .count();
        return Math.max(0, Math.min(due, (long) Plan.RATE * plan.seconds()) - ended);
    }

    long requestsIn(int second) {
        return arrivals.stream()
                .filter(millis -> (millis - zeroMillis) / 1000 == second)
                .count();
    }

    private Stream<Call> endedIn(int second) {
        return calls.stream().filter(call -> Math.max(0, call.endedMillis() - zeroMillis) / 1000 == second);
    }

    private Sample dueWithin(long fromMillis, long toMillis) {
        return sample(call -> dueMillis(call) >= fromMillis && dueMillis(call) < toMillis);
    }

    private Sample sample(Predicate<Call> which) {
        return new Sample(calls.stream().filter(which).collect(Collectors.toList()));
    }

    private long dueMillis(Call call) {
        return call.dueMillis() - zeroMillis;
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

        /** Calls that were answered, but after more than a second. */
        long late() {
            return calls.stream()
                    .filter(call -> call.isAnswered() && call.tookMillis() > LATE_MILLIS)
                    .count();
        }

        /** The smallest duration that covers that share of the answered calls; nearest rank. */
        long answeredWithinMillis(double share) {
            return percentile(Call::isAnswered, share);
        }

        /** The same for all calls: until the program knew how its call ended. */
        long endedWithinMillis(double share) {
            return percentile(call -> true, share);
        }

        private double promptShare() {
            long prompt = calls.stream()
                    .filter(call -> call.isAnswered() && call.tookMillis() <= LATE_MILLIS)
                    .count();
            return (double) prompt / Math.max(1, size());
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
