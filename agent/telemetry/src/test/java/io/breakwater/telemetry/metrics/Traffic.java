package io.breakwater.telemetry.metrics;

import io.breakwater.engine.Destination;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Observers;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Surroundings;
import java.util.Collections;
import java.util.List;

/** Calls as the engine reports them, and an engine with a breaker and a bulkhead whose state can be seen. */
public final class Traffic {
    /** A destination of HTTP. */
    public static final Destination INVENTORY = Destination.of("https", "inventory.example", 8443);

    /** A destination of JDBC, whose URL has more in it than may be told. */
    public static final Destination ORDERS =
            Destination.ofDatabase("jdbc:postgresql://app:secret@pg.example:5432/orders?password=secret&ssl=true");

    public final VirtualTime time = new VirtualTime();
    public final Meters meters;
    public final Metrics metrics;
    private final Engine engine;

    public Traffic() {
        this(1000);
    }

    public Traffic(int maxDestinations) {
        meters = new Meters(maxDestinations);
        engine = new Engine(
                new Surroundings(time, time, time, () -> 0.5),
                Observers.of(meters).withMeters(meters),
                policies(maxDestinations));
        metrics = new Metrics(meters, this::state, "1.2.3", new FixedConfiguration("enforce"));
    }

    private List<DestinationSnapshot> state() {
        return engine.destinations();
    }

    /** One attempt, 20 ms. */
    public Traffic call(Destination destination, String method, Outcome outcome) {
        return call(destination, method, outcome, 1, 20);
    }

    public Traffic call(Destination destination, String method, Outcome outcome, int attempts, long millis) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            meters.of(destination).onAttempt(method, outcome, millis * 1_000_000 / attempts);
        }
        meters.of(destination).onCall(method, outcome, false, attempts, millis * 1_000_000, 0);
        return this;
    }

    public Traffic refused(Destination destination, String method) {
        meters.of(destination).onCall(method, null, true, 0, 0, 0);
        return this;
    }

    public Traffic intervention(Destination destination, InterventionKind kind, boolean enforced) {
        meters.onIntervention(new Intervention(kind, enforced, destination, "GET", 1, "a reason", 0, "built-in"));
        return this;
    }

    /** The guard of a destination, with which a test brings its state about. */
    public Guard guard(Destination destination) {
        Guard guard = engine.guardFor(destination, "GET", "/");
        if (guard == null) {
            throw new AssertionError("no guard");
        }
        return guard;
    }

    private static PolicySource policies(int maxDestinations) {
        CallPolicy policy = new CallPolicy(
                TimeoutPolicy.builder().build(),
                RetryPolicy.builder().maxAttempts(3).build(),
                BreakerPolicy.builder()
                        .mode(Mode.ENFORCE)
                        .consecutiveFailures(1)
                        .openNanos(1_000_000_000L)
                        .build(),
                null,
                new BulkheadPolicy(Mode.ENFORCE, 10, 0, "built-in"),
                null);
        return new PolicySource() {
            @Override
            public DestinationPolicy policyFor(Destination destination) {
                return DestinationPolicy.always(policy);
            }

            @Override
            public int maxDestinations() {
                return maxDestinations;
            }

            @Override
            public long idleDestinationNanos() {
                return 60_000_000_000L;
            }
        };
    }

    /** No state of the engine. */
    public static Metrics without(Meters meters) {
        return new Metrics(meters, Collections::emptyList, "1.2.3", new FixedConfiguration("observe"));
    }
}
