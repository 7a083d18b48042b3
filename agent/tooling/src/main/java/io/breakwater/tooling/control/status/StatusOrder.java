package io.breakwater.tooling.control.status;

import io.breakwater.config.Printable;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Which destinations come first; of equal ones those with more calls, then by name. */
public enum StatusOrder {
    /** Most calls now, then since the beginning. */
    CALLS(destination -> destination.recent == null ? 0 : destination.recent.callsPerSecond),
    /** Most failures and rejections now. */
    FAILURES(destination -> destination.recent == null
            ? destination.failed + destination.rejected
            : destination.recent.failuresPerSecond),
    /** The slowest by the 99th percentile now. */
    LATENCY(destination ->
            destination.recent == null ? destination.latency.p99Millis : destination.recent.latency.p99Millis),
    /** Most that was done, or would have been. */
    INTERVENTIONS(destination -> destination.interventionCount() + destination.wouldHaveCount()),
    /** Those that let the fewest calls through. */
    BREAKER(destination -> destination.strictness()),
    NAME(destination -> 0);

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final ToDoubleFunction<DestinationStatus> rank;

    StatusOrder(ToDoubleFunction<DestinationStatus> rank) {
        this.rank = rank;
    }

    /**
     * Reads the word of one.
     *
     * @param word null or empty for {@link #CALLS}
     * @throws IllegalArgumentException if there is none such
     */
    public static StatusOrder parse(@Nullable String word) {
        String asked = word == null ? "" : word.trim().toLowerCase(Locale.ROOT);
        if (asked.isEmpty()) {
            return CALLS;
        }
        for (StatusOrder order : values()) {
            if (order.word().equals(asked)) {
                return order;
            }
        }
        throw new IllegalArgumentException("order: " + Printable.line(asked)
                + " (expected: calls, failures, latency, interventions, breaker or name)");
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<DestinationStatus> comparator() {
        Comparator<DestinationStatus> byRank = Comparator.comparingDouble(rank).reversed();
        Comparator<DestinationStatus> byName = Comparator.comparing(destination -> destination.name);
        return this == NAME
                ? byName
                : byRank.thenComparing(Comparator.comparingLong((DestinationStatus destination) -> destination.calls)
                                .reversed())
                        .thenComparing(byName);
    }
}
