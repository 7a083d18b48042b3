package io.breakwater.engine.simulation;

import io.breakwater.engine.AsyncRunner;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Callers who come at 350 a second whatever happens to those before them: 5 s while the backend is well, 10 s while it
 * is not, 15 s while it is well again.
 */
final class Traffic {
    static final double CALLS_PER_SECOND = 350;
    static final double BAD_FROM_SECONDS = 5;
    static final double BAD_TO_SECONDS = 15;
    static final double END_SECONDS = 30;

    private static final double MEAN_GAP_NANOS = 1e9 / CALLS_PER_SECOND;

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final Backend backend;
    private final Guard guard;
    private final List<Double> attempts = new ArrayList<>();
    private final List<FinishedCall> calls = new ArrayList<>();

    private Traffic(CallPolicy policy, long seed) {
        random = new Random(seed);
        backend = new Backend(time, seed);
        Surroundings surroundings = new Surroundings(time, time, time, ScriptedRandomness.seeded(seed));
        Engine engine = new Engine(surroundings, InterventionListener.none(), new OnePolicy(policy));
        guard = engine.guardFor(Destination.of("http", "backend", 80), "GET", "/");
    }

    /** Plays the whole scene, in a thread with a short stack: thousands of calls fail, and each takes a stack trace. */
    static TrafficReport run(CallPolicy policy, Backend.Health trouble, long seed) {
        return CompletableFuture.supplyAsync(() -> new Traffic(policy, seed).play(trouble))
                .join();
    }

    private TrafficReport play(Backend.Health trouble) {
        time.schedule(nanos(BAD_FROM_SECONDS), () -> backend.become(trouble));
        time.schedule(nanos(BAD_TO_SECONDS), () -> backend.become(Backend.Health.GOOD));
        time.schedule(0, this::nextCaller);
        time.advanceNanos(nanos(END_SECONDS + 5));
        return new TrafficReport(attempts, calls);
    }

    private void nextCaller() {
        if (seconds() >= END_SECONDS) {
            return;
        }
        time.schedule((long) (MEAN_GAP_NANOS * (0.5 + random.nextDouble())), this::nextCaller);
        double start = seconds();
        SimulatedCall call = new SimulatedCall(time, backend, () -> attempts.add(seconds()));
        CompletableFuture<Integer> unused = AsyncRunner.run(guard, call)
                .whenComplete((status, failure) ->
                        calls.add(new FinishedCall(start, seconds(), status != null && status == 200)));
    }

    private double seconds() {
        return time.elapsed().toNanos() / 1e9;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** One call as its caller saw it. */
    static final class FinishedCall {
        final double startSeconds;
        final double endSeconds;
        final boolean isSuccess;

        FinishedCall(double startSeconds, double endSeconds, boolean isSuccess) {
            this.startSeconds = startSeconds;
            this.endSeconds = endSeconds;
            this.isSuccess = isSuccess;
        }
    }

    private static final class OnePolicy implements PolicySource {
        private final DestinationPolicy policy;

        OnePolicy(CallPolicy policy) {
            this.policy = DestinationPolicy.always(policy);
        }

        @Override
        public DestinationPolicy policyFor(Destination destination) {
            return policy;
        }

        @Override
        public int maxDestinations() {
            return 1;
        }

        @Override
        public long idleDestinationNanos() {
            return Long.MAX_VALUE;
        }
    }
}
