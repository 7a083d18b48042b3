package io.breakwater.engine;

import io.breakwater.engine.breaker.CircuitBreaker;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.breaker.TransitionListener;
import io.breakwater.engine.bulkhead.Bulkhead;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BreakerOverride;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.retry.RetryBudget;
import io.breakwater.engine.time.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live state of one destination: one budget, and a breaker and a bulkhead for the whole of it and for each route
 * that brought its own numbers.
 *
 * <p>Thread-safety: thread-safe; a look-up takes no lock. The guards made for the configuration in force are kept, and
 * made anew when it changes; breakers, bulkheads and the budget stay and are configured anew.
 */
final class DestinationState {
    /** The scope of the destination as a whole. */
    private static final String WHOLE = "";

    private final Destination destination;
    private final Surroundings surroundings;
    private final Observers observers;
    private final CallMeter meter;
    private final ExpiryValve expiry;
    private final Supplier<PolicySource> inForce;
    private final Transitions transitions = new Transitions();
    private final Map<String, ScopedBreaker> breakers = new ConcurrentHashMap<>(2);
    private final Map<String, Bulkhead> bulkheads = new ConcurrentHashMap<>(2);
    private volatile @Nullable RetryBudget budget;
    private volatile @Nullable Binding binding;

    /** @param inForce the newest version of the configuration */
    DestinationState(
            Destination destination,
            Surroundings surroundings,
            Observers observers,
            ExpiryValve expiry,
            Supplier<PolicySource> inForce) {
        this.destination = destination;
        this.surroundings = surroundings;
        this.observers = observers;
        this.meter = observers.meters().of(destination);
        this.expiry = expiry;
        this.inForce = inForce;
    }

    @Nullable
    Guard guardFor(PolicySource policies, String method, String path) {
        Binding current = binding;
        if (current == null || current.policies != policies) {
            current = bind(policies, policies.policyFor(destination));
        }
        return guardOf(current, current.destinationPolicy.select(method, path), method, path);
    }

    /** The guard of a destination for which no state is kept: no breaker and no bulkhead. */
    @Nullable
    Guard statelessGuardFor(PolicySource policies, DestinationPolicy policy, String method, String path) {
        Binding current = binding;
        if (current == null || current.policies != policies) {
            current = bind(policies, policy);
        }
        return guardOf(current, current.stateless(policy.select(method, path)), method, path);
    }

    /** What scopes the configuration has no more goes; calls that are under way keep what they hold. */
    private Binding bind(PolicySource policies, DestinationPolicy policy) {
        Binding next = new Binding(policies, policy);
        breakers.keySet().removeIf(scope -> !scope.isEmpty() && !policy.hasScope(scope));
        bulkheads.keySet().removeIf(scope -> !scope.isEmpty() && !policy.hasScope(scope));
        binding = next;
        return next;
    }

    private @Nullable Guard guardOf(Binding current, CallPolicy policy, String method, String path) {
        if (policy.isDisabled()) {
            return null;
        }
        Guard known = current.find(policy);
        if (known != null) {
            return known.ofOperation(method, path);
        }
        Guard added = current.add(policy, create(policy));
        Binding latest = binding;
        if (latest != null && latest.policies != current.policies) {
            // This call began under another version of the configuration, and has just given its numbers to state that
            // is
            // shared with the version in force; the next call gives them anew.
            binding = null;
        }
        return added.ofOperation(method, path);
    }

    private Guard create(CallPolicy policy) {
        return new Guard(
                destination,
                policy,
                breaker(policy.breaker(), policy.breakerScope()),
                bulkhead(policy.bulkhead(), policy.bulkheadScope()),
                budget(policy),
                surroundings,
                observers,
                meter,
                expiry,
                transitions);
    }

    /** True if there ever was a guard. */
    boolean isUsed() {
        return budget != null;
    }

    /** @param policies in force; what they leave alone has no state to show, although it is kept */
    DestinationSnapshot snapshot(PolicySource policies) {
        long now = surroundings.time().nanoTime();
        if (policies.policyFor(destination).isDisabled()) {
            return new DestinationSnapshot(destination, Collections.emptyList(), Collections.emptyList(), balance(now));
        }
        List<DestinationSnapshot.Breaker> circuits = new ArrayList<>();
        breakers.forEach((scope, scoped) -> {
            if (scoped.policy.mode() != Mode.DISABLED) {
                circuits.add(scoped.snapshot(now));
            }
        });
        List<DestinationSnapshot.Places> places = new ArrayList<>();
        bulkheads.forEach((scope, bulkhead) -> {
            BulkheadPolicy policy = bulkhead.policy();
            if (policy.mode() != Mode.DISABLED) {
                places.add(new DestinationSnapshot.Places(
                        scope,
                        bulkhead.concurrentCalls(),
                        policy.maxConcurrentCalls(),
                        bulkhead.waitingCalls(),
                        bulkhead.mostConcurrentCalls()));
            }
        });
        return new DestinationSnapshot(destination, circuits, places, balance(now));
    }

    private double balance(long now) {
        RetryBudget current = budget;
        return current == null ? 0 : current.balance(now);
    }

    private CircuitBreaker breaker(BreakerPolicy policy, @Nullable String scope) {
        ScopedBreaker scoped =
                breakers.computeIfAbsent(scope == null ? WHOLE : scope, key -> new ScopedBreaker(key, policy));
        scoped.configure(policy);
        alignBreakers();
        return scoped.breaker;
    }

    /**
     * Puts the breakers into the state that an operator wants, or lets go of them. Whoever makes a breaker, and whoever
     * changes what is in force, comes here after that; what is in force is read under the lock, so the last one reads the
     * newest.
     */
    synchronized void alignBreakers() {
        BreakerOverride override = inForce.get().breakerOverride(destination);
        breakers.values().forEach(scoped -> scoped.breaker.override(override));
    }

    /** False if there is no breaker that goes by its calls. */
    synchronized boolean resetBreakers(String reason) {
        boolean any = false;
        for (ScopedBreaker scoped : breakers.values()) {
            any |= scoped.breaker.override() == null;
            scoped.breaker.reset(reason);
        }
        return any;
    }

    private Bulkhead bulkhead(BulkheadPolicy policy, @Nullable String scope) {
        Bulkhead bulkhead = bulkheads.computeIfAbsent(scope == null ? WHOLE : scope, key -> new Bulkhead(policy));
        bulkhead.configure(policy);
        return bulkhead;
    }

    private RetryBudget budget(CallPolicy policy) {
        RetryBudget current = budget;
        if (current == null) {
            synchronized (this) {
                current = budget;
                if (current == null) {
                    current = new RetryBudget(policy.retry().budget());
                    budget = current;
                }
            }
        }
        current.configure(policy.retry().budget(), surroundings.time().nanoTime());
        return current;
    }

    /** A breaker, and the policy in force, which says how its transitions are reported. */
    private final class ScopedBreaker implements TransitionListener {
        final CircuitBreaker breaker;
        private final String scope;
        private volatile BreakerPolicy policy;

        /** When it entered the state that it is in. Of two transitions in quick succession, the wrong one may stay. */
        private volatile long sinceNanos = surroundings.time().nanoTime();

        ScopedBreaker(String scope, BreakerPolicy policy) {
            this.scope = scope;
            this.policy = policy;
            this.breaker = new CircuitBreaker(policy, surroundings.randomness(), this);
        }

        void configure(BreakerPolicy next) {
            policy = next;
            breaker.configure(next, surroundings.time().nanoTime());
        }

        DestinationSnapshot.Breaker snapshot(long nowNanos) {
            return new DestinationSnapshot.Breaker(
                    scope,
                    breaker.state(nowNanos),
                    breaker.override() != null,
                    Math.max(0, nowNanos - sinceNanos),
                    breaker.openNanosLeft(nowNanos));
        }

        @Override
        public void onTransition(CircuitState from, CircuitState to, String reason, long openNanos) {
            String what = from + " -> " + to + ": " + reason;
            Intervention transition = new Intervention(
                    InterventionKind.CIRCUIT_TRANSITION,
                    policy.mode() == Mode.ENFORCE,
                    destination,
                    "",
                    0,
                    scope.isEmpty() ? what : scope + ": " + what,
                    openNanos,
                    policy.origin());
            transitions.put(transition);
            Guard.report(observers.listener(), transition);
            sinceNanos = surroundings.time().nanoTime();
        }
    }

    /** What one version of the configuration says, and the guards made from it. Copied on write. */
    private static final class Binding {
        final PolicySource policies;
        final DestinationPolicy destinationPolicy;
        private volatile Guard[] guards = new Guard[0];

        /** Only the state that all destinations beyond the limit share needs it. */
        private volatile @Nullable Map<CallPolicy, CallPolicy> stateless;

        Binding(PolicySource policies, DestinationPolicy destinationPolicy) {
            this.policies = policies;
            this.destinationPolicy = destinationPolicy;
        }

        @Nullable
        Guard find(CallPolicy policy) {
            for (Guard guard : guards) {
                if (guard.policy == policy) {
                    return guard;
                }
            }
            return null;
        }

        synchronized Guard add(CallPolicy policy, Guard guard) {
            Guard known = find(policy);
            if (known != null) {
                return known;
            }
            Guard[] more = Arrays.copyOf(guards, guards.length + 1);
            more[guards.length] = guard;
            guards = more;
            return guard;
        }

        CallPolicy stateless(CallPolicy policy) {
            Map<CallPolicy, CallPolicy> known = stateless;
            if (known == null) {
                // Should two threads both make one, the loser's guard serves one call.
                known = new ConcurrentHashMap<>(2);
                stateless = known;
            }
            return known.computeIfAbsent(policy, CallPolicy::withoutState);
        }
    }
}
