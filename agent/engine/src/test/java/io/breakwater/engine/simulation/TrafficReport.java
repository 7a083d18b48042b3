package io.breakwater.engine.simulation;

import static io.breakwater.engine.simulation.Traffic.BAD_FROM_SECONDS;
import static io.breakwater.engine.simulation.Traffic.BAD_TO_SECONDS;
import static io.breakwater.engine.simulation.Traffic.END_SECONDS;

import io.breakwater.engine.simulation.Traffic.FinishedCall;
import java.util.List;

/** What came of it, in figures. */
final class TrafficReport {
    private static final double BIN_SECONDS = 0.25;

    private final List<Double> attempts;
    private final List<FinishedCall> calls;

    TrafficReport(List<Double> attempts, List<FinishedCall> calls) {
        this.attempts = attempts;
        this.calls = calls;
    }

    /** Requests that reached the backend for each call that was begun, while the backend was bad. */
    double attemptsPerCallWhileBad() {
        double sent = attempts.stream()
                .filter(at -> at >= BAD_FROM_SECONDS && at < BAD_TO_SECONDS)
                .count();
        return sent / callsBetween(BAD_FROM_SECONDS, BAD_TO_SECONDS);
    }

    /** How many callers, on average, were waiting for their call to end while the backend was bad. */
    double busyCallersWhileBad() {
        double waited = 0;
        for (FinishedCall call : calls) {
            double overlap = Math.min(call.endSeconds, BAD_TO_SECONDS) - Math.max(call.startSeconds, BAD_FROM_SECONDS);
            waited += Math.max(0, overlap);
        }
        return waited / (BAD_TO_SECONDS - BAD_FROM_SECONDS);
    }

    /** The share of successes among the calls begun between two times. */
    double successShare(double fromSeconds, double toSeconds) {
        double successes = calls.stream()
                .filter(call -> call.startSeconds >= fromSeconds && call.startSeconds < toSeconds && call.isSuccess)
                .count();
        return successes / callsBetween(fromSeconds, toSeconds);
    }

    double successShareWhileBad() {
        return successShare(BAD_FROM_SECONDS, BAD_TO_SECONDS);
    }

    /** Seconds after the backend became well until the first success. */
    double secondsToFirstSuccess() {
        return calls.stream()
                        .filter(call -> call.isSuccess && call.endSeconds >= BAD_TO_SECONDS)
                        .mapToDouble(call -> call.endSeconds)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY)
                - BAD_TO_SECONDS;
    }

    /** Seconds after the backend became well from which on 95 of 100 calls succeed in every quarter of a second. */
    double secondsToRecover() {
        double from = END_SECONDS;
        while (from > BAD_TO_SECONDS && successShare(from - BIN_SECONDS, from) >= 0.95) {
            from -= BIN_SECONDS;
        }
        return from == END_SECONDS ? Double.POSITIVE_INFINITY : from - BAD_TO_SECONDS;
    }

    private double callsBetween(double fromSeconds, double toSeconds) {
        return calls.stream()
                .filter(call -> call.startSeconds >= fromSeconds && call.startSeconds < toSeconds)
                .count();
    }

    @Override
    public String toString() {
        return String.format(
                "%.3f attempts per call, %.1f callers busy, %.1f %% successes while bad; first success after %.2f s,"
                        + " recovered after %.2f s",
                attemptsPerCallWhileBad(),
                busyCallersWhileBad(),
                100 * successShareWhileBad(),
                secondsToFirstSuccess(),
                secondsToRecover());
    }
}
