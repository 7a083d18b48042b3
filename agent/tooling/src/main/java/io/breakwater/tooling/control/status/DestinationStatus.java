package io.breakwater.tooling.control.status;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A destination, or several together. Counters begin with the agent. Thread-safety: immutable. */
public final class DestinationStatus {
    /** {@code host:port}, or the URL of a database without user and parameters. */
    public final String name;

    /** {@code enforce}, {@code observe} or {@code disabled}: the most that happens there now. Left out of sums. */
    public final @Nullable String mode;

    /** What the configuration says, where an operator has decided otherwise. */
    public final @Nullable String configuredMode;

    /** Calls that have ended. */
    public final long calls;

    /** Calls that ended without an answer, or with a status of 500 or more. */
    public final long failed;

    /** Calls that a policy refused. */
    public final long rejected;

    /** Calls that the application gave up. */
    public final long cancelled;

    /** Calls by what the application got. */
    public final Map<String, Long> statuses;

    public final long attempts;
    public final long retries;

    /** Calls under way; left out where no bulkhead counts them. */
    public final @Nullable Long inFlight;

    /** Since the agent began. */
    public final LatencyStatus latency;

    /** Left out until two looks have been taken. */
    public final @Nullable RecentStatus recent;

    /** Left out where none has failed, and of sums. */
    public final @Nullable LastFailure lastFailure;

    public final List<BreakerStatus> breakers;
    public final List<BulkheadStatus> bulkheads;

    /** Retries that the budget would pay for now. */
    public final double retriesLeft;

    /** What was done, by kind. */
    public final Map<String, Long> interventions;

    /** What would have been done, by kind. */
    public final Map<String, Long> wouldHave;

    /** Calls refused or cut off because of a deadline. */
    public final long deadlinesOverrun;

    /** A sum. */
    DestinationStatus(DestinationTally tally, @Nullable RecentStatus recent) {
        this(tally, recent, null);
    }

    DestinationStatus(DestinationTally tally, @Nullable RecentStatus recent, @Nullable LastFailure lastFailure) {
        this.name = tally.name;
        this.mode = tally.mode;
        this.configuredMode = tally.configuredMode;
        this.calls = tally.calls;
        this.failed = tally.failed;
        this.rejected = tally.rejected;
        this.cancelled = tally.cancelled;
        this.statuses = tally.statuses;
        this.attempts = tally.attempts;
        this.retries = tally.retries;
        this.inFlight = tally.inFlight;
        this.latency = LatencyStatus.of(tally.buckets);
        this.recent = recent;
        this.lastFailure = lastFailure;
        this.breakers = tally.breakers;
        this.bulkheads = tally.bulkheads;
        this.retriesLeft = tally.retriesLeft;
        this.interventions = tally.interventions;
        this.wouldHave = tally.wouldHave;
        this.deadlinesOverrun = tally.deadlinesOverrun;
    }

    /** Interventions of all kinds. */
    public long interventionCount() {
        return sum(interventions);
    }

    /** The same for what would have been done. */
    public long wouldHaveCount() {
        return sum(wouldHave);
    }

    /** 2 if a breaker is open, 1 if one is half-open, else 0. */
    public int strictness() {
        int most = 0;
        for (BreakerStatus breaker : breakers) {
            most = Math.max(most, breaker.strictness());
        }
        return most;
    }

    private static long sum(Map<String, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }
}
