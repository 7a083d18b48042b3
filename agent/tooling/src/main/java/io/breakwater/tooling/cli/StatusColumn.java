package io.breakwater.tooling.cli;

import io.breakwater.tooling.control.status.BreakerStatus;
import io.breakwater.tooling.control.status.BulkheadStatus;
import io.breakwater.tooling.control.status.DestinationStatus;
import io.breakwater.tooling.control.status.LatencyStatus;
import io.breakwater.tooling.control.status.RecentStatus;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the table of {@code status} and {@code top} says of a destination, from left to right. The rank says which columns go
 * first where the terminal is narrow: 0 stays always.
 */
enum StatusColumn {
    MODE("MODE", 1, false, StatusColumn::mode),
    CALLS("CALLS", 5, true, destination -> Spans.count(destination.calls)),
    RATE("CALL/S", 1, true, destination -> recent(destination, now -> Spans.rate(now.callsPerSecond))),
    FAILURES("FAIL%", 0, true, destination -> recent(destination, StatusColumn::failureShare)),
    P50("P50", 4, true, destination -> latency(destination, known -> known.p50Millis)),
    P99("P99", 2, true, destination -> latency(destination, known -> known.p99Millis)),
    P999("P99.9", 6, true, destination -> latency(destination, known -> known.p999Millis)),
    BUSY("BUSY", 3, true, StatusColumn::busy),
    BREAKER("BREAKER", 0, false, StatusColumn::breaker),
    BUDGET("BUDGET", 7, true, destination -> String.format(Locale.ROOT, "%.0f", Math.floor(destination.retriesLeft))),
    DONE("DONE", 3, true, destination -> Spans.count(destination.interventionCount())),
    WOULD("WOULD", 4, true, destination -> Spans.count(destination.wouldHaveCount())),
    LATE("LATE", 8, true, destination -> Spans.count(destination.deadlinesOverrun));

    final String title;
    final int rank;
    final boolean isRight;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Function<DestinationStatus, String> cell;

    StatusColumn(String title, int rank, boolean isRight, Function<DestinationStatus, String> cell) {
        this.title = title;
        this.rank = rank;
        this.isRight = isRight;
        this.cell = cell;
    }

    String cell(DestinationStatus destination) {
        return cell.apply(destination);
    }

    /** With a star where an operator has decided. */
    private static String mode(DestinationStatus destination) {
        return destination.mode == null ? "" : destination.mode + (destination.configuredMode == null ? "" : "*");
    }

    private static String recent(DestinationStatus destination, Function<RecentStatus, String> value) {
        return destination.recent == null ? "" : value.apply(destination.recent);
    }

    private static String failureShare(RecentStatus now) {
        if (now.callsPerSecond == 0) {
            return "";
        }
        double percent = 100 * now.failuresPerSecond / now.callsPerSecond;
        return percent == 0 ? "0" : String.format(Locale.ROOT, percent < 10 ? "%.1f" : "%.0f", percent);
    }

    /** Of the last seconds; where there was no call, since the beginning, in brackets. */
    private static String latency(DestinationStatus destination, Function<LatencyStatus, Double> quantile) {
        RecentStatus recent = destination.recent;
        if (recent != null && recent.latency.calls > 0) {
            return Spans.millis(quantile.apply(recent.latency));
        }
        return destination.latency.calls == 0 ? "" : "(" + Spans.millis(quantile.apply(destination.latency)) + ")";
    }

    /** Of several bulkheads the fullest. */
    private static String busy(DestinationStatus destination) {
        BulkheadStatus fullest = null;
        for (BulkheadStatus bulkhead : destination.bulkheads) {
            if (fullest == null || bulkhead.inUse * fullest.limit > fullest.inUse * bulkhead.limit) {
                fullest = bulkhead;
            }
        }
        if (fullest == null) {
            return destination.inFlight == null ? "" : Long.toString(destination.inFlight);
        }
        return fullest.inUse + "/" + fullest.limit + (fullest.waiting == 0 ? "" : "+" + fullest.waiting);
    }

    /** Of several breakers the strictest, and how many there are. */
    private static String breaker(DestinationStatus destination) {
        BreakerStatus strictest = null;
        for (BreakerStatus breaker : destination.breakers) {
            if (strictest == null || breaker.strictness() > strictest.strictness()) {
                strictest = breaker;
            }
        }
        if (strictest == null) {
            return "";
        }
        String several = destination.breakers.size() == 1 ? "" : ", 1 of " + destination.breakers.size();
        String left = strictest.probeInMillis == 0
                ? ""
                : " "
                        + Spans.ofSeconds((strictest.probeInMillis - 1) / 1000 + 1)
                                .replace(" ", "");
        return (strictest.forced ? "forced " : "") + strictest.state + left + several;
    }
}
