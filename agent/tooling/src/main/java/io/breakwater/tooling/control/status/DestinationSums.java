package io.breakwater.tooling.control.status;

import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.telemetry.metrics.Metrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The destinations of a report, and their sums. Bounded: only so many are told one by one. Thread-safety: immutable. */
public final class DestinationSums {
    public final DestinationStatus total;
    public final int count;
    public final List<DestinationStatus> first;
    public final @Nullable DestinationStatus rest;
    public final long failOpen;

    private DestinationSums(
            DestinationStatus total,
            int count,
            List<DestinationStatus> first,
            @Nullable DestinationStatus rest,
            long failOpen) {
        this.total = total;
        this.count = count;
        this.first = first;
        this.rest = rest;
        this.failOpen = failOpen;
    }

    /**
     * Reads them.
     *
     * @param configured what the configuration says
     * @param inForce what the engine follows
     */
    public static DestinationSums of(
            Metrics metrics,
            List<DestinationSnapshot> snapshots,
            PolicySource configured,
            PolicySource inForce,
            RecentActivity activity,
            long nowNanos,
            long takenMillis,
            StatusQuery query) {
        Collection<DestinationTally> found =
                DestinationsReader.read(metrics, snapshots, configured, inForce, takenMillis, query.which);
        DestinationTally total = new DestinationTally("all");
        Map<DestinationStatus, DestinationTally> tallies = new IdentityHashMap<>();
        for (DestinationTally tally : found) {
            total.add(tally);
            tallies.put(new DestinationStatus(tally, activity.of(tally, nowNanos)), tally);
        }
        List<DestinationStatus> ordered = new ArrayList<>(tallies.keySet());
        ordered.sort(query.order.comparator());
        boolean isCut = ordered.size() > query.most;
        List<DestinationStatus> first = isCut ? new ArrayList<>(ordered.subList(0, query.most)) : ordered;
        DestinationTally rest = new DestinationTally("rest");
        for (DestinationStatus other : ordered.subList(first.size(), ordered.size())) {
            rest.add(tallies.get(other));
        }
        return new DestinationSums(
                new DestinationStatus(total, activity.of(total, found, nowNanos)),
                found.size(),
                first,
                isCut ? new DestinationStatus(rest, null) : null,
                DestinationsReader.failOpen(metrics));
    }
}
