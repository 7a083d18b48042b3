package io.breakwater.engine;

import io.breakwater.engine.breaker.CircuitState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the live state of one destination was when {@link Engine#destinations()} looked at it. Holds no secret.
 *
 * <p>Thread-safety: immutable.
 */
public final class DestinationSnapshot {
    private final Destination destination;
    private final List<Breaker> breakers;
    private final List<Places> bulkheads;
    private final double retriesLeft;

    DestinationSnapshot(Destination destination, List<Breaker> breakers, List<Places> bulkheads, double retriesLeft) {
        this.destination = destination;
        this.breakers = Collections.unmodifiableList(new ArrayList<>(breakers));
        this.bulkheads = Collections.unmodifiableList(new ArrayList<>(bulkheads));
        this.retriesLeft = retriesLeft;
    }

    public Destination destination() {
        return destination;
    }

    /** One for the whole destination and for each route that brought its own numbers; those that are disabled are left out. */
    public List<Breaker> breakers() {
        return breakers;
    }

    /** As {@link #breakers()}. */
    public List<Places> bulkheads() {
        return bulkheads;
    }

    /** Retries that the budget would pay for now, with the fraction of the next; 0 where nothing was guarded yet. */
    public double retriesLeft() {
        return retriesLeft;
    }

    /** A circuit breaker. Thread-safety: immutable. */
    public static final class Breaker {
        private final String scope;
        private final CircuitState state;
        private final boolean forced;
        private final long ageNanos;
        private final long openNanosLeft;

        Breaker(String scope, CircuitState state, boolean forced, long ageNanos, long openNanosLeft) {
            this.scope = scope;
            this.state = state;
            this.forced = forced;
            this.ageNanos = ageNanos;
            this.openNanosLeft = openNanosLeft;
        }

        /** The route, or empty for the whole destination. */
        public String scope() {
            return scope;
        }

        public CircuitState state() {
            return state;
        }

        /** True if an operator has decided on the state, and not the calls. */
        public boolean isForced() {
            return forced;
        }

        /** How long ago it last changed its state; since it was made if it never did. */
        public long ageNanos() {
            return ageNanos;
        }

        /** Until a probe may start; 0 unless it is open by its calls. */
        public long openNanosLeft() {
            return openNanosLeft;
        }
    }

    /** The places of a bulkhead. Thread-safety: immutable. */
    public static final class Places {
        private final String scope;
        private final int taken;
        private final int limit;
        private final int waiting;
        private final int most;

        Places(String scope, int taken, int limit, int waiting, int most) {
            this.scope = scope;
            this.taken = taken;
            this.limit = limit;
            this.waiting = waiting;
            this.most = most;
        }

        /** The route, or empty for the whole destination. */
        public String scope() {
            return scope;
        }

        /** Calls that hold a place. Where the limit is only observed they may be more than it allows. */
        public int taken() {
            return taken;
        }

        public int limit() {
            return limit;
        }

        /** Calls that wait for a place. */
        public int waiting() {
            return waiting;
        }

        /** The most that were taken at once since the destination became known. */
        public int most() {
            return most;
        }
    }
}
