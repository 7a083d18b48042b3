package io.breakwater.telemetry;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes interventions to a log, at most one line per destination and kind in ten seconds; the next line says how many it
 * stands for. A breaker's transitions are limited per direction, and what is held back of them is written when its time has
 * come, so that the last line of a breaker says in which state it is.
 *
 * <p>Thread-safety: thread-safe. Memory: at most 1,000 destinations and kinds are told apart, and 1,000 breakers; the others
 * share one line.
 */
public final class LogListener implements InterventionListener {
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final int MAX_KEYS = 1000;

    /** What was done and what would have been are counted apart: a change of the mode must not mix them. */
    private static final String OBSERVED = "observed";

    private final TimeSource time;
    private final Timer timer;
    private final Consumer<String> sink;
    private final ConcurrentHashMap<LineKey, LineLimit> limits = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<LineKey, TransitionLines> breakers = new ConcurrentHashMap<>();
    private final LineLimit others;
    private final AtomicLong nextSweepNanos;
    private final AtomicLong nextBreakerSweepNanos;

    /**
     * @param timer where transitions wait for their time; one task at most for each breaker
     * @param sink takes one line at a time, without a line end; called by the threads of the application, and by the timer's
     */
    public LogListener(TimeSource time, Timer timer, Consumer<String> sink) {
        this.time = time;
        this.timer = timer;
        this.sink = sink;
        this.others = new LineLimit(PERIOD_NANOS, time.nanoTime());
        this.nextSweepNanos = new AtomicLong(time.nanoTime());
        this.nextBreakerSweepNanos = new AtomicLong(time.nanoTime());
    }

    @Override
    public void onIntervention(Intervention intervention) {
        long nowNanos = time.nanoTime();
        Transition transition = Transition.of(intervention);
        TransitionLines breaker = transition == null ? null : breakerOf(intervention, transition, nowNanos);
        if (transition != null && breaker != null) {
            breaker.add(transition, nowNanos);
            return;
        }
        LineLimit limit = transition == null ? limitOf(intervention, nowNanos) : others;
        long sinceNanos = limit.sinceLastLineNanos(nowNanos);
        long standsFor = limit.tryLine(nowNanos);
        if (standsFor != LineLimit.NO_LINE) {
            sink.accept(LogLine.of(intervention) + LogLine.andMore(standsFor, sinceNanos));
        }
    }

    /** Writes what waits for its time: nothing will come any more. */
    public void writeHeld() {
        breakers.values().forEach(TransitionLines::writeHeld);
    }

    private LineLimit limitOf(Intervention intervention, long nowNanos) {
        LineKey key =
                new LineKey(intervention.destination(), intervention.kind(), intervention.isEnforced() ? "" : OBSERVED);
        LineLimit known = limits.get(key);
        if (known != null) {
            return known;
        }
        if (limits.size() >= MAX_KEYS && isTimeToSweep(nextSweepNanos, nowNanos)) {
            limits.values().removeIf(limit -> limit.isIdle(nowNanos));
        }
        return limits.size() < MAX_KEYS
                ? limits.computeIfAbsent(key, absent -> new LineLimit(PERIOD_NANOS, nowNanos))
                : others;
    }

    private @Nullable TransitionLines breakerOf(Intervention intervention, Transition transition, long nowNanos) {
        LineKey key = new LineKey(intervention.destination(), intervention.kind(), transition.scope());
        TransitionLines known = breakers.get(key);
        if (known != null) {
            return known;
        }
        if (breakers.size() >= MAX_KEYS && isTimeToSweep(nextBreakerSweepNanos, nowNanos)) {
            breakers.values().removeIf(breaker -> breaker.isIdle(nowNanos));
        }
        return breakers.size() < MAX_KEYS
                ? breakers.computeIfAbsent(key, absent -> new TransitionLines(PERIOD_NANOS, time, timer, sink))
                : null;
    }

    /** Whoever was silent for a period may be forgotten; looked for once in a period at most. */
    private static boolean isTimeToSweep(AtomicLong nextNanos, long nowNanos) {
        long next = nextNanos.get();
        return nowNanos - next >= 0 && nextNanos.compareAndSet(next, nowNanos + PERIOD_NANOS);
    }
}
