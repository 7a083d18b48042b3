package io.breakwater.tooling.suggest;

import io.breakwater.telemetry.observe.ObservedDestination;
import java.util.ArrayList;
import java.util.List;

/**
 * How many calls to a host may be under way: what its busiest second needed, with headroom.
 *
 * <p>Thread-safety: immutable. Source: Little's law, L = λ W: the mean number of calls under way is the time that calls
 * took within a span, divided by the span.
 */
final class BulkheadAdvice {
    private static final String BLOCK = "bulkhead";
    private static final String KEY = "max-concurrent-calls";
    private static final int FLOOR = 10;
    private static final int HEADROOM = 2;
    private static final double MOST_HEADROOM = 1.5;

    private final double busiest;
    private final int mostConcurrent;
    private final long limit;

    /** @param mostConcurrent calls that were ever under way at once; 0 if unknown */
    BulkheadAdvice(ObservedDestination destination, int mostConcurrent) {
        this.busiest = destination.series().busiestConcurrency();
        this.mostConcurrent = mostConcurrent;
        double least = Math.max(FLOOR, Math.max(HEADROOM * busiest, MOST_HEADROOM * mostConcurrent));
        this.limit = TimeLimit.step((long) Math.ceil(least));
    }

    SuggestedValue value(long calls, long minCalls) {
        if (calls < minCalls) {
            return SuggestedValue.leftOut(
                    BLOCK,
                    KEY,
                    Texts.counted(calls, "call") + " (needs " + Texts.count(minCalls)
                            + "): the busiest second is still to come");
        }
        return SuggestedValue.of(BLOCK, KEY, Long.toString(limit), needed() + "; not below " + FLOOR);
    }

    /** {@code busiest second 3.2 calls under way on average (Little's law), times 2; most at once 7, times 1.5}. */
    private String needed() {
        return "busiest second " + Texts.decimal(busiest) + " calls under way on average (Little's law), times "
                + HEADROOM
                + (mostConcurrent == 0
                        ? ""
                        : "; most at once " + Texts.count(mostConcurrent) + ", times " + Texts.decimal(MOST_HEADROOM));
    }

    /** {@code busiest second 3.2 calls under way on average}. */
    String seen() {
        return "busiest second " + Texts.decimal(busiest) + " calls under way on average";
    }

    List<String> outcome(long calls, long minCalls) {
        List<String> told = new ArrayList<>();
        if (calls >= minCalls) {
            told.add("Refused by the bulkhead: "
                    + (mostConcurrent == 0
                            ? "0, if calls come evenly; " + seen() + "."
                            : "0; never were more than " + Texts.counted(mostConcurrent, "call") + " under way."));
        }
        return told;
    }
}
