package io.breakwater.tooling.control.status;

import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.telemetry.metrics.Metrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
        List<Row> rows = new ArrayList<>();
        for (DestinationTally tally : found) {
            total.add(tally);
            rows.add(new Row(
                    tally,
                    new DestinationStatus(
                            tally, activity.of(tally, nowNanos), activity.lastFailure(tally, nowNanos, takenMillis))));
        }
        Comparator<DestinationStatus> order = query.order.comparator();
        rows.sort((one, other) -> order.compare(one.status, other.status));
        DestinationTally rest = new DestinationTally("rest");
        List<DestinationStatus> first = new ArrayList<>();
        for (Row row : rows) {
            if (first.size() < query.most) {
                first.add(row.status);
            } else {
                rest.add(row.tally);
            }
        }
        boolean isCut = rows.size() > first.size();
        return new DestinationSums(
                new DestinationStatus(total, activity.of(total, found, nowNanos)),
                found.size(),
                first,
                isCut ? new DestinationStatus(rest, null) : null,
                DestinationsReader.failOpen(metrics));
    }

    /** A destination and what is told of it. Thread-safety: confined to one thread. */
    private static final class Row {
        final DestinationTally tally;
        final DestinationStatus status;

        Row(DestinationTally tally, DestinationStatus status) {
            this.tally = tally;
            this.status = status;
        }
    }
}
