package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few calls through as probes. If all of them succeed the breaker closes; if one fails it opens again.
 *
 * <p>Thread-safety: thread-safe, lock-free. Each probe has a place in {@code places}; completing it is one compare-and-set
 * of that place, which only the probe that still holds it can win. That makes completion happen once, and lets an overdue
 * probe lose its place to another, so that one that never reports cannot wedge the breaker.
 */
final class HalfOpenState implements State {
    private final CircuitBreaker breaker;
    private final BreakerPolicy policy;
    private final int failedRounds;
    private final Probe reported = new Probe(-1, 0, Long.MAX_VALUE);

    /** Null where a probe may start, {@code reported} where one has. */
    private final AtomicReferenceArray<@Nullable Probe> places;

    private final AtomicInteger successes = new AtomicInteger();

    HalfOpenState(CircuitBreaker breaker, BreakerPolicy policy, int failedRounds) {
        this.breaker = breaker;
        this.policy = policy;
        this.failedRounds = failedRounds;
        this.places = new AtomicReferenceArray<>(policy.halfOpenProbes());
    }

    @Override
    public CircuitState kind() {
        return CircuitState.HALF_OPEN;
    }

    @Override
    public boolean permitsCall(long nowNanos) {
        for (int place = 0; place < places.length(); place++) {
            if (isFree(places.get(place), nowNanos)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Permit tryAcquire(long nowNanos) {
        Permit permit = tryAcquire(nowNanos, false);
        return permit == null ? tryAcquire(nowNanos, true) : permit;
    }

    private @Nullable Permit tryAcquire(long nowNanos, boolean takesOverdue) {
        for (int place = 0; place < places.length(); place++) {
            Probe holder = places.get(place);
            if (takesOverdue ? isFree(holder, nowNanos) : holder == null) {
                Probe probe = new Probe(place, nowNanos, patienceNanosAfter(holder));
                if (places.compareAndSet(place, holder, probe)) {
                    return probe;
                }
            }
        }
        return null;
    }

    @Override
    public long openNanosLeft(long nowNanos) {
        return 0;
    }

    private boolean isFree(@Nullable Probe holder, long nowNanos) {
        return holder == null || (holder != reported && nowNanos - holder.startNanos >= holder.patienceNanos);
    }

    /** Doubled for the successor of an overdue probe: a destination may answer more slowly than the open duration. */
    private long patienceNanosAfter(@Nullable Probe overdue) {
        if (overdue == null) {
            return policy.openNanos();
        }
        return overdue.patienceNanos > policy.maxOpenNanos() / 2 ? policy.maxOpenNanos() : overdue.patienceNanos * 2;
    }

    private boolean isTooSlow(long durationNanos) {
        return policy.slowCallRatePercent() <= 100 && durationNanos >= policy.slowCallNanos();
    }

    /** The permit of one probe. */
    private final class Probe implements Permit {
        private final int place;
        private final long startNanos;
        private final long patienceNanos;

        Probe(int place, long startNanos, long patienceNanos) {
            this.place = place;
            this.startNanos = startNanos;
            this.patienceNanos = patienceNanos;
        }

        @Override
        public void onSuccess(long nowNanos, long durationNanos) {
            if (isTooSlow(durationNanos)) {
                reopen("probe was slow", nowNanos);
            } else if (leave(reported) && successes.incrementAndGet() == places.length()) {
                breaker.close(HalfOpenState.this, places.length() == 1 ? "probe succeeded" : "all probes succeeded");
            }
        }

        @Override
        public void onFailure(long nowNanos, long durationNanos) {
            reopen("probe failed", nowNanos);
        }

        @Override
        public void onIgnored(long nowNanos) {
            leave(null);
        }

        private void reopen(String reason, long nowNanos) {
            // Before the place is given up: if this throws, the probe becomes overdue, and another follows.
            long openNanos = breaker.openNanos(failedRounds + 1);
            if (leave(reported)) {
                breaker.open(HalfOpenState.this, failedRounds + 1, openNanos, reason, nowNanos);
            }
        }

        /** False if the probe reported before, or was overdue and lost its place. */
        private boolean leave(@Nullable Probe successor) {
            return places.compareAndSet(place, this, successor);
        }
    }
}
