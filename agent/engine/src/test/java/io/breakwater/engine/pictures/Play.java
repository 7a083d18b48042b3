package io.breakwater.engine.pictures;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.AsyncRunner;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Observers;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.CallTracer;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One engine in virtual time, one destination, and the calls that are made to it; chance is always in the middle.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Play implements CallTracer {
    static final long MILLI = 1_000_000;

    final VirtualTime time = new VirtualTime();
    final List<Lane> lanes = new ArrayList<>();
    final List<Intervention> told = new ArrayList<>();
    final List<Long> toldAtMillis = new ArrayList<>();
    private final long originNanos = time.nanoTime();
    private final Engine engine;
    private final Guard guard;
    private @Nullable Lane beginning;

    Play(CallPolicy policy) {
        Surroundings surroundings = new Surroundings(time, time, time, ScriptedRandomness.fixed(0.5));
        Observers observers = Observers.of(this::onIntervention).withTracer(this);
        engine = new Engine(surroundings, observers, new OnePolicy(policy));
        guard = requireNonNull(engine.guardFor(Destination.of("http", "inventory", 8080), "GET", "/"), "guard");
    }

    Guard guard() {
        return guard;
    }

    /** A call that begins then, whose server answers with these replies in turn. */
    Play call(long atMillis, String title, String method, Reply... replies) {
        Iterator<Reply> script = Arrays.asList(replies).iterator();
        time.schedule(atMillis * MILLI, () -> begin(title, method, null, script::next));
        return this;
    }

    /** The same, made for a caller who waits for so long. */
    Play callWithin(long leftMillis, String title, Reply... replies) {
        Iterator<Reply> script = Arrays.asList(replies).iterator();
        begin(title, "GET", leftMillis, script::next);
        return this;
    }

    /** Calls that begin in even steps, whose server answers as it is at that moment. */
    Play callsEvery(long stepMillis, long untilMillis, Supplier<Reply> server) {
        for (long at = 0; at < untilMillis; at += stepMillis) {
            time.schedule(at * MILLI, () -> begin("GET", "GET", null, server));
        }
        return this;
    }

    Play until(long millis) {
        time.advanceNanos(millis * MILLI - time.elapsed().toNanos());
        return this;
    }

    private void begin(String title, String method, @Nullable Long leftMillis, Supplier<Reply> server) {
        Lane lane = new Lane(this, title, leftMillis == null ? null : millis() + leftMillis);
        lanes.add(lane);
        beginning = lane;
        CompletableFuture<Reply> future;
        try (Scope scope = leftMillis == null ? Scope.NONE : serves(leftMillis)) {
            future = AsyncRunner.run(guard, new PlayedCall(time, method, server));
        }
        CompletableFuture<Reply> unused =
                future.whenComplete((@Nullable Reply reply, @Nullable Throwable thrown) -> lane.ends(
                        thrown == null ? requireNonNull(reply, "reply").outcome.toString() : message(thrown)));
    }

    private Scope serves(long leftMillis) {
        Deadline deadline = Deadline.at(time.nanoTime() + leftMillis * MILLI);
        return engine.context().enter(new Caller(deadline, false, null), Play.class);
    }

    private static String message(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? requireNonNull(thrown.getCause()) : thrown;
        return requireNonNull(cause.getMessage(), cause.toString());
    }

    private void onIntervention(Intervention intervention) {
        told.add(intervention);
        toldAtMillis.add(millis());
    }

    @Override
    public boolean tracesAll() {
        return true;
    }

    @Override
    public CallTrace begin(
            Destination destination, String method, @Nullable Object captured, Class<?> asking, long startNanos) {
        return requireNonNull(beginning, "beginning");
    }

    long millis() {
        return toMillis(time.elapsed().toNanos());
    }

    long millis(long nanoTime) {
        return toMillis(nanoTime - originNanos);
    }

    static long toMillis(long nanos) {
        return nanos / MILLI;
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
