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
    private final Plan plan;
    private final List<Call> calls;
    private final List<Long> arrivals;
    private final Course course;
    private final long zeroMillis;

    Figures(Plan plan, Recording recording) {
        this.plan = plan;
        this.calls = recording.calls();
        this.arrivals = recording.arrivals();
        this.zeroMillis = arrivals.stream().mapToLong(Long::longValue).min().orElse(0);
        this.course = new Course(zeroMillis, plan.seconds(), calls, arrivals);
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
        return course.secondsToRecover(plan.outageEndMillis(), plan.seconds() * 1000L);
    }

    /** The run second by second. */
    Course course() {
        return course;
    }

    private Sample sample(Predicate<Call> which) {
        return new Sample(calls.stream().filter(which).collect(Collectors.toList()));
    }

    private long dueMillis(Call call) {
        return call.dueMillis() - zeroMillis;
    }
}
