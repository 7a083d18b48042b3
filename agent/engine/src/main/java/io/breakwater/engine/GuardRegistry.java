package io.breakwater.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.time.Surroundings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The live state of all destinations, by destination and not by configuration, so that a new configuration finds an
 * open breaker open.
 *
 * <p>Bounded: a destination beyond {@link PolicySource#maxDestinations()} shares one state with all others beyond it.
 * That state has a budget but neither breaker nor bulkhead, because one host that is down must not close the way to a
 * thousand others. A destination that the configuration names has a second reserve of the same size, so that a flood of
 * unknown hosts cannot take its breaker away. What is idle is forgotten, and makes room.
 *
 * <p>Thread-safety: thread-safe; a look-up takes no lock.
 */
final class GuardRegistry {
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final Surroundings surroundings;
    private final Observers observers;
    private final ExpiryValve expiry = new ExpiryValve();
    private final Cache<Destination, DestinationState> states;
    private final DestinationState overflow;
    private final AtomicLong sweptNanos;
    private volatile PolicySource policies;

    GuardRegistry(Surroundings surroundings, Observers observers, PolicySource policies) {
        this.surroundings = surroundings;
        this.observers = observers;
        this.policies = policies;
        this.states = Caffeine.newBuilder()
                .expireAfterAccess(policies.idleDestinationNanos(), TimeUnit.NANOSECONDS)
                .ticker(surroundings.time()::nanoTime)
                .executor(Runnable::run)
                .removalListener(
                        (Destination forgotten, DestinationState state, RemovalCause cause) -> forget(forgotten))
                .build();
        this.overflow = new DestinationState(Destination.OTHER, surroundings, observers, expiry, this::policies);
        this.sweptNanos = new AtomicLong(surroundings.time().nanoTime());
    }

    /**
     * From now on, calls follow this version. How long idle destinations are remembered stays as it was at first:
     * changing that takes a part of Caffeine that is not the same in the versions for Java 8 and for Java 11.
     */
    void apply(PolicySource next) {
        policies = next;
        // A state that is made meanwhile looks by itself.
        states.asMap().values().forEach(DestinationState::alignBreakers);
    }

    List<Destination> resetBreakers(Predicate<Destination> which, String reason) {
        List<Destination> reset = new ArrayList<>();
        states.asMap().forEach((destination, state) -> {
            if (which.test(destination) && state.resetBreakers(reason)) {
                reset.add(destination);
            }
        });
        return reset;
    }

    private DestinationState newState(Destination destination) {
        return new DestinationState(destination, surroundings, observers, expiry, this::policies);
    }

    PolicySource policies() {
        return policies;
    }

    private void forget(@Nullable Destination destination) {
        if (destination != null) {
            observers.meters().forget(destination);
        }
    }

    /** The guard of a call, or null if nothing holds for it. */
    @Nullable
    Guard guardFor(Destination destination, String method, String path) {
        PolicySource current = policies;
        DestinationState state = states.getIfPresent(destination);
        if (state != null) {
            return state.guardFor(current, method, path);
        }
        DestinationPolicy policy = current.policyFor(destination);
        if (states.estimatedSize() < limit(current, policy)) {
            state = states.get(destination, key -> newState(key));
            return state == null ? null : state.guardFor(current, method, path);
        }
        sweep();
        return overflow.statelessGuardFor(current, policy, method, path);
    }

    /** Forgets what is idle. That takes a lock, and so one call in a second does it. */
    private void sweep() {
        long now = surroundings.time().nanoTime();
        long swept = sweptNanos.get();
        if (now - swept >= SWEEP_NANOS && sweptNanos.compareAndSet(swept, now)) {
            states.cleanUp();
        }
    }

    private static long limit(PolicySource policies, DestinationPolicy policy) {
        return policy.isNamed() ? 2L * policies.maxDestinations() : policies.maxDestinations();
    }

    /** All that have a state of their own, and what the others share, if there are any. Being looked at keeps none alive. */
    List<DestinationSnapshot> snapshot() {
        List<DestinationSnapshot> snapshots = new ArrayList<>();
        for (DestinationState state : states.asMap().values()) {
            snapshots.add(state.snapshot(policies));
        }
        if (overflow.isUsed()) {
            snapshots.add(overflow.snapshot(policies));
        }
        return Collections.unmodifiableList(snapshots);
    }

    /** How many destinations have a state of their own. */
    long size() {
        return states.estimatedSize();
    }
}
