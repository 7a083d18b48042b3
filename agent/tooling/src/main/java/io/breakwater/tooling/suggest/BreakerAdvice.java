package io.breakwater.tooling.suggest;

import io.breakwater.telemetry.observe.ObservedDestination;
import io.breakwater.telemetry.observe.ObservedSeries;
import io.breakwater.telemetry.observe.ObservedSeries.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds that the observed traffic would not have tripped, unless it had an outage: then the built-in ones, and what
 * they would have done.
 *
 * <p>Thread-safety: immutable. Source: 50 % of at least 10 calls in 10 s is the median of Hystrix, Armeria and MicroProfile;
 * the run of failures for hosts with few calls is Linkerd's and Envoy's ({@code policy-semantics.md} 1.5).
 */
final class BreakerAdvice {
    private static final String BLOCK = "circuit-breaker";
    private static final int LEAST_PERCENT = 50;
    private static final int MOST_PERCENT = 95;
    private static final int STEP_PERCENT = 5;

    /** Points between the worst that was seen and the threshold. */
    private static final int HEADROOM_PERCENT = 20;

    /** A larger share of failures within ten seconds is an outage, which is what breakers are for. */
    private static final double OUTAGE = 0.75;

    private static final int LEAST_RUN = 10;
    private static final int MOST_RUN = 100;

    private final ObservedSeries series;
    private final long calls;
    private final int mostConcurrent;
    private final int percent;

    /** @param mostConcurrent calls that were ever under way at once; 0 if unknown */
    BreakerAdvice(ObservedDestination destination, long calls, int mostConcurrent) {
        this.series = destination.series();
        this.calls = calls;
        this.mostConcurrent = mostConcurrent;
        this.percent = percent(series.worst());
    }

    private static int percent(@Nullable Moment worst) {
        if (worst == null || worst.share() > OUTAGE) {
            return LEAST_PERCENT;
        }
        int above = (int) Math.ceil(worst.share() * 100) + HEADROOM_PERCENT;
        int stepped = (above + STEP_PERCENT - 1) / STEP_PERCENT * STEP_PERCENT;
        return Math.max(LEAST_PERCENT, Math.min(MOST_PERCENT, stepped));
    }

    List<SuggestedValue> values(long minCalls) {
        List<SuggestedValue> values = new ArrayList<>();
        if (calls < minCalls) {
            values.add(SuggestedValue.leftOut(
                    BLOCK,
                    "failure-rate-threshold",
                    Texts.counted(calls, "call") + " (needs " + Texts.count(minCalls)
                            + "): what is usual for this host cannot be told yet"));
            return values;
        }
        values.add(SuggestedValue.of(BLOCK, "failure-rate-threshold", percent + "%", rateReason()));
        values.add(SuggestedValue.of(BLOCK, "minimum-calls", "10", "a share of fewer calls means nothing"));
        values.add(SuggestedValue.of(BLOCK, "sliding-window", "10s", "the span of the worst share above"));
        values.add(consecutive());
        return values;
    }

    private String rateReason() {
        Moment worst = series.worst();
        if (worst == null) {
            return "no ten seconds with ten calls had a failure that counts (fail-on); not below " + LEAST_PERCENT
                    + "%";
        }
        String seen = "worst ten seconds: " + Texts.count(worst.failures()) + " of "
                + Texts.counted(worst.calls(), "call") + " failed ("
                + Texts.share(worst.failures(), worst.calls()) + ")";
        return worst.share() > OUTAGE
                ? seen + ", an outage: the built-in threshold stays"
                : seen + ", and " + HEADROOM_PERCENT + " points more; not below " + LEAST_PERCENT + "%";
    }

    private SuggestedValue consecutive() {
        int run = series.longestRun();
        long least = Math.max(LEAST_RUN, Math.max(2L * run, mostConcurrent));
        if (least > MOST_RUN) {
            return SuggestedValue.leftOut(
                    BLOCK,
                    "consecutive-failures",
                    "longest run of failures that count " + Texts.count(run)
                            + (mostConcurrent == 0 ? "" : ", most calls at once " + Texts.count(mostConcurrent))
                            + ": the share above tells more");
        }
        return SuggestedValue.of(
                BLOCK,
                "consecutive-failures",
                Long.toString(TimeLimit.step(least)),
                "longest run of failures that count " + Texts.count(run) + ", times 2; not below " + LEAST_RUN
                        + (mostConcurrent == 0
                                ? ""
                                : ", nor below the " + Texts.counted(mostConcurrent, "call")
                                        + " at once that one stall may end"));
    }

    /** What would have happened, or nothing if there is no breaker. */
    List<String> outcome(long minCalls) {
        List<String> told = new ArrayList<>();
        if (calls >= minCalls) {
            BreakerReplay replay = BreakerReplay.of(series, percent);
            told.add("Refused by the circuit breaker: " + Texts.count(replay.refused()) + " of the "
                    + Texts.count(replay.calls()) + " calls of the last ten minutes ("
                    + Texts.share(replay.refused(), replay.calls()) + "), "
                    + Texts.count(replay.refusedFailures()) + " of which failed anyway; opened "
                    + Texts.counted(replay.openings(), "time") + ".");
        }
        return told;
    }
}
