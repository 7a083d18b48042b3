package io.breakwater.tooling.control.status;

import io.breakwater.telemetry.metrics.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is being found out of a destination, or of several. Thread-safety: confined to one thread. */
final class DestinationTally {
    static final String REJECTED = "rejected";

    private static final int SERVER_ERROR = 500;

    final String name;

    @Nullable
    String mode;

    @Nullable
    String configuredMode;

    long calls;
    long failed;
    long rejected;
    long cancelled;
    long attempts;
    long retries;
    long deadlinesOverrun;
    long failOpen;
    double retriesLeft;

    @Nullable
    Long inFlight;

    final Map<String, Long> statuses = new TreeMap<>();
    final Map<String, Long> interventions = new TreeMap<>();
    final Map<String, Long> wouldHave = new TreeMap<>();
    final Buckets buckets = new Buckets();
    final List<BreakerStatus> breakers = new ArrayList<>();
    final List<BulkheadStatus> bulkheads = new ArrayList<>();

    DestinationTally(String name) {
        this.name = name;
    }

    /** @param status the label of the metric */
    void countCalls(String status, long count) {
        calls += count;
        statuses.merge(status, count, Long::sum);
        if (status.equals(REJECTED)) {
            rejected += count;
        } else if (status.equals("cancelled")) {
            cancelled += count;
        } else if (isFailure(status)) {
            failed += count;
        }
    }

    /** The statuses that count as failed or rejected. */
    Map<String, Long> failing() {
        Map<String, Long> failing = new TreeMap<>(statuses);
        failing.keySet().removeIf(status -> !status.equals(REJECTED) && !isFailure(status));
        return failing;
    }

    private static boolean isFailure(String status) {
        if (Character.isDigit(status.charAt(0))) {
            return Integer.parseInt(status) >= SERVER_ERROR;
        }
        return !status.equals("success")
                && !status.equals("cancelled")
                && !status.equals("not-started")
                && !status.equals("other");
    }

    void add(BulkheadStatus bulkhead) {
        bulkheads.add(bulkhead);
        inFlight = (inFlight == null ? 0 : inFlight) + bulkhead.inUse;
    }

    /** Sums; breakers and bulkheads are not counted together. */
    void add(DestinationTally other) {
        calls += other.calls;
        failed += other.failed;
        rejected += other.rejected;
        cancelled += other.cancelled;
        attempts += other.attempts;
        retries += other.retries;
        deadlinesOverrun += other.deadlinesOverrun;
        failOpen += other.failOpen;
        retriesLeft += other.retriesLeft;
        if (other.inFlight != null) {
            inFlight = (inFlight == null ? 0 : inFlight) + other.inFlight;
        }
        other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
        other.interventions.forEach((kind, count) -> interventions.merge(kind, count, Long::sum));
        other.wouldHave.forEach((kind, count) -> wouldHave.merge(kind, count, Long::sum));
        buckets.add(other.buckets);
    }
}
