package io.breakwater.tooling.control.status;

import io.breakwater.telemetry.metrics.Buckets;
import io.breakwater.telemetry.metrics.Metrics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the counters were like a few seconds ago, so that a single look can tell what is going on now.
 *
 * <p>Thread-safety: thread-safe. Bounded: {@value #MOST} looks; a destination that had no call since the look before
 * shares its numbers with that. Time: nanoseconds given by the caller.
 */
public final class RecentActivity {
    private static final int MOST = 6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Metrics metrics;
    private final Deque<Look> looks = new ArrayDeque<>();
    private Map<String, Failing> lastFailures = new HashMap<>();

    public RecentActivity(Metrics metrics) {
        this.metrics = metrics;
    }

    /** To be called every other second. */
    public void look(long nowNanos) {
        remember(nowNanos, Tallies.of(metrics.readCounters()));
    }

    private synchronized void remember(long nowNanos, Map<String, DestinationTally> tallies) {
        Look last = looks.peekLast();
        Look look = new Look(nowNanos);
        Map<String, Failing> failures = new HashMap<>();
        tallies.forEach((name, tally) -> {
            Numbers before = last == null ? null : last.byName.get(name);
            look.byName.put(name, before != null && before.calls == tally.calls ? before : new Numbers(tally));
            Failing failing = failing(tally, before, nowNanos);
            if (failing != null) {
                failures.put(name, failing);
            }
        });
        lastFailures = failures;
        looks.addLast(look);
        if (looks.size() > MOST) {
            looks.removeFirst();
        }
    }

    /** What grew most since the look before, or what is known from then. */
    private @Nullable Failing failing(DestinationTally tally, @Nullable Numbers before, long nowNanos) {
        Numbers then = before == null ? Numbers.NONE : before;
        Failing failing = lastFailures.get(tally.name);
        long most = 0;
        if (tally.calls != then.calls) {
            for (Map.Entry<String, Long> now : tally.failing().entrySet()) {
                long grown = now.getValue() - then.failing.getOrDefault(now.getKey(), 0L);
                if (grown > most && !now.getKey().equals(DestinationTally.REJECTED)) {
                    most = grown;
                    failing = new Failing(now.getKey(), nowNanos);
                }
            }
        }
        return failing;
    }

    /** How calls failed last; null if none did. */
    synchronized @Nullable LastFailure lastFailure(DestinationTally now, long nowNanos, long nowMillis) {
        Look last = looks.peekLast();
        Failing failing = failing(now, last == null ? null : last.byName.get(now.name), nowNanos);
        return failing == null
                ? null
                : new LastFailure(
                        failing.status,
                        Instant.ofEpochMilli(nowMillis - TimeUnit.NANOSECONDS.toMillis(nowNanos - failing.nanos))
                                .toString());
    }

    /** What happened between the oldest look and now; null if there was none. */
    @Nullable
    RecentStatus of(DestinationTally now, long nowNanos) {
        return of(now, Collections.singletonList(now), nowNanos);
    }

    /** The same for a sum. */
    synchronized @Nullable RecentStatus of(DestinationTally sum, Collection<DestinationTally> parts, long nowNanos) {
        Look oldest = looks.peekFirst();
        double seconds = oldest == null ? 0 : (nowNanos - oldest.nanos) / NANOS_PER_SECOND;
        if (oldest == null || seconds <= 0) {
            return null;
        }
        long calls = sum.calls;
        Map<String, Long> failing = sum.failing();
        Buckets before = new Buckets();
        for (DestinationTally part : parts) {
            Numbers then = oldest.byName.getOrDefault(part.name, Numbers.NONE);
            calls -= then.calls;
            before.add(then.buckets);
            then.failing.forEach((status, count) -> failing.merge(status, -count, Long::sum));
        }
        failing.values().removeIf(count -> count <= 0);
        long failures = failing.values().stream().mapToLong(Long::longValue).sum();
        return new RecentStatus(
                rounded(seconds),
                rounded(Math.max(0, calls) / seconds),
                rounded(failures / seconds),
                failing,
                LatencyStatus.of(sum.buckets.since(before)));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** One look. Thread-safety: confined to the lock. */
    private static final class Look {
        final long nanos;
        final Map<String, Numbers> byName = new HashMap<>();

        Look(long nanos) {
            this.nanos = nanos;
        }
    }

    /** How calls failed, at the look that saw it. Thread-safety: immutable. */
    private static final class Failing {
        final String status;
        final long nanos;

        Failing(String status, long nanos) {
            this.status = status;
            this.nanos = nanos;
        }
    }

    /** Of one destination. Thread-safety: immutable. */
    private static final class Numbers {
        static final Numbers NONE = new Numbers(new DestinationTally(""));

        final long calls;
        final Map<String, Long> failing;
        final Buckets buckets;

        Numbers(DestinationTally tally) {
            this.calls = tally.calls;
            this.failing = tally.failing();
            this.buckets = tally.buckets;
        }
    }
}
