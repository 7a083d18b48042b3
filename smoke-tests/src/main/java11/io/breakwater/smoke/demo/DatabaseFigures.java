package io.breakwater.smoke.demo;

import io.breakwater.smoke.demo.DatabasePlan.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one run against the database comes to. A call belongs to the moment at which it was due; durations count from there.
 *
 * <p>Thread-safety: immutable.
 */
final class DatabaseFigures {
    private final DatabasePlan plan;
    private final List<Call> calls;
    private final DatabaseEvents events;
    private final List<Integer> rows;
    private final long zeroMillis;
    private final Course course;

    /** @param rows the customers that the table holds in the end */
    DatabaseFigures(DatabasePlan plan, List<Call> calls, DatabaseEvents events, List<Integer> rows) {
        this.plan = plan;
        this.calls = calls;
        this.events = events;
        this.rows = rows;
        this.zeroMillis = calls.stream().mapToLong(Call::dueMillis).min().orElse(0);
        this.course = new Course(zeroMillis, plan.seconds(), calls, events.messages());
    }

    int calls() {
        return calls.size();
    }

    /** The run second by second. */
    Course course() {
        return course;
    }

    /** Calls that were due while single statements stalled. */
    Sample stalling() {
        return sample(call -> isWithin(call.dueMillis(), epochMillis(Turn.STALLING), epochMillis(Turn.FLOWING)));
    }

    /** Calls that were due in the outage between these two turns, or the moment after it. */
    Sample outage(Turn begin, Turn end) {
        return sample(call ->
                isWithin(call.dueMillis(), epochMillis(begin), epochMillis(end) + DatabasePlan.SETTLING_MILLIS));
    }

    long connectionsBetween(Turn begin, Turn end) {
        return events.connections().stream()
                .filter(millis -> isWithin(millis, epochMillis(begin), epochMillis(end)))
                .count();
    }

    /** Messages that reached the network in both outages, for each call that the program started in them. */
    double messagesPerCallInOutages() {
        long started =
                calls.stream().filter(call -> isInOutage(call.startedMillis())).count();
        long sent = events.messages().stream().filter(this::isInOutage).count();
        return (double) sent / Math.max(1, started);
    }

    /** Seconds from that end of an outage; negative if the next trouble, or the end, came first. */
    double secondsToRecoverFrom(Turn end) {
        long untilMillis = end == Turn.UP ? epochMillis(Turn.SILENT) - zeroMillis : plan.endMillis();
        return course.secondsToRecover(epochMillis(end) - zeroMillis, untilMillis);
    }

    /** How long the server was really down, or the network silent. */
    long millisBetween(Turn begin, Turn end) {
        return epochMillis(end) - epochMillis(begin);
    }

    /** Inserts that the database has confirmed to the program. */
    long answeredSales() {
        return calls.stream().filter(call -> call.isSale() && call.isAnswered()).count();
    }

    int rows() {
        return rows.size();
    }

    /** Rows that are there although there is one for the same customer already. */
    int rowsTooMany() {
        return rows.size() - new HashSet<>(rows).size();
    }

    /** Inserts that were confirmed, and have left no row. */
    long rowsMissing() {
        Set<Integer> there = new HashSet<>(rows);
        return calls.stream()
                .filter(call -> call.isSale() && call.isAnswered() && !there.contains(call.sale()))
                .count();
    }

    private boolean isInOutage(long millis) {
        return isWithin(millis, epochMillis(Turn.DOWN), epochMillis(Turn.UP))
                || isWithin(millis, epochMillis(Turn.SILENT), epochMillis(Turn.HEARD));
    }

    private Sample sample(Predicate<Call> which) {
        return new Sample(calls.stream().filter(which).collect(Collectors.toList()));
    }

    /** As it happened, or, while it has not, as it is planned. */
    private long epochMillis(Turn turn) {
        Long happened = events.millisOf(turn);
        return happened == null ? zeroMillis + plan.startMillis(turn) : happened;
    }

    private static boolean isWithin(long millis, long fromMillis, long toMillis) {
        return millis >= fromMillis && millis < toMillis;
    }
}
