package io.breakwater.tooling.control.status;

import io.breakwater.engine.Destination;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.telemetry.metrics.Metrics;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Puts the counters and the live state of all destinations together, by name: http and https on one port share it.
 *
 * <p>Thread-safety: confined to one thread; one object for one look.
 */
final class DestinationsReader {
    private static final String ALL = "all";

    private final PolicySource configured;
    private final PolicySource inForce;
    private final long takenMillis;
    private final Map<String, DestinationTally> byName;

    private DestinationsReader(Metrics metrics, PolicySource configured, PolicySource inForce, long takenMillis) {
        this.configured = configured;
        this.inForce = inForce;
        this.takenMillis = takenMillis;
        this.byName = Tallies.of(metrics.readCounters());
    }

    /**
     * The destinations that are asked for, in no order.
     *
     * @param configured what the configuration says
     * @param inForce what the engine follows
     */
    static Collection<DestinationTally> read(
            Metrics metrics,
            List<DestinationSnapshot> snapshots,
            PolicySource configured,
            PolicySource inForce,
            long takenMillis,
            Predicate<Destination> which) {
        DestinationsReader reader = new DestinationsReader(metrics, configured, inForce, takenMillis);
        Set<DestinationTally> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (DestinationSnapshot snapshot : snapshots) {
            if (which.test(snapshot.destination())) {
                known.add(reader.add(snapshot));
            }
        }
        return known;
    }

    /** Bugs of ours, also where no destination was known. */
    static long failOpen(Metrics metrics) {
        long sum = 0;
        for (DestinationTally tally : Tallies.of(metrics.readCounters()).values()) {
            sum += tally.failOpen;
        }
        return sum;
    }

    private DestinationTally add(DestinationSnapshot snapshot) {
        Destination destination = snapshot.destination();
        DestinationTally tally = byName.computeIfAbsent(nameOf(destination), DestinationTally::new);
        Mode mode = inForce.policyFor(destination).mode();
        Mode written = configured.policyFor(destination).mode();
        tally.mode = word(mode);
        tally.configuredMode = mode == written ? null : word(written);
        tally.retriesLeft += Math.round(snapshot.retriesLeft() * 100) / 100.0;
        for (DestinationSnapshot.Breaker breaker : snapshot.breakers()) {
            long sinceMillis = takenMillis - TimeUnit.NANOSECONDS.toMillis(breaker.ageNanos());
            tally.breakers.add(new BreakerStatus(
                    scope(breaker.scope()),
                    word(breaker.state()),
                    breaker.isForced(),
                    Instant.ofEpochMilli(sinceMillis).toString(),
                    TimeUnit.NANOSECONDS.toMillis(breaker.openNanosLeft())));
        }
        for (DestinationSnapshot.Places places : snapshot.bulkheads()) {
            tally.add(new BulkheadStatus(scope(places.scope()), places.taken(), places.limit(), places.waiting()));
        }
        return tally;
    }

    private static String nameOf(Destination destination) {
        return destination.equals(Destination.OTHER) ? "other" : destination.toString();
    }

    private static String scope(String scope) {
        return scope.isEmpty() ? ALL : scope;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
