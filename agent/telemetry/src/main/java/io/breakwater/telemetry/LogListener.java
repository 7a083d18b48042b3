package io.breakwater.telemetry;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.time.TimeSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes interventions to a log, at most one line per destination and kind in ten seconds; the next line says how many it
 * stands for. A breaker's transitions are limited per direction, so that neither the opening nor the closing is lost.
 *
 * <p>Thread-safety: thread-safe. Memory: at most 1,000 destinations and kinds are told apart, the others share one line.
 */
public final class LogListener implements InterventionListener {
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final int MAX_KEYS = 1000;

    private final TimeSource time;
    private final Consumer<String> sink;
    private final ConcurrentHashMap<LineKey, LineLimit> limits = new ConcurrentHashMap<>();
    private final LineLimit others;
    private final AtomicLong nextSweepNanos;

    /** @param sink takes one line at a time, without a line end; called by the threads of the application */
    public LogListener(TimeSource time, Consumer<String> sink) {
        this.time = time;
        this.sink = sink;
        this.others = new LineLimit(PERIOD_NANOS, time.nanoTime());
        this.nextSweepNanos = new AtomicLong(time.nanoTime());
    }

    @Override
    public void onIntervention(Intervention intervention) {
        long nowNanos = time.nanoTime();
        LineLimit limit = limitOf(intervention, nowNanos);
        long sinceNanos = limit.sinceLastLineNanos(nowNanos);
        long standsFor = limit.tryLine(nowNanos);
        if (standsFor != LineLimit.NO_LINE) {
            sink.accept(LogLine.of(intervention) + LogLine.andMore(standsFor, sinceNanos));
        }
    }

    private LineLimit limitOf(Intervention intervention, long nowNanos) {
        LineKey key = new LineKey(intervention.destination(), intervention.kind(), direction(intervention));
        LineLimit known = limits.get(key);
        if (known != null) {
            return known;
        }
        sweepIfFull(nowNanos);
        return limits.size() < MAX_KEYS
                ? limits.computeIfAbsent(key, absent -> new LineLimit(PERIOD_NANOS, nowNanos))
                : others;
    }

    /** What a breaker's reason says up to the last colon: {@code CLOSED -> OPEN: 8 of 12 calls failed}. */
    private static String direction(Intervention intervention) {
        int colon = intervention.kind() == InterventionKind.CIRCUIT_TRANSITION
                ? intervention.reason().lastIndexOf(':')
                : -1;
        return colon < 0 ? "" : intervention.reason().substring(0, colon);
    }

    /** Forgets who was silent for a period; looks for them once in a period at most. */
    private void sweepIfFull(long nowNanos) {
        long next = nextSweepNanos.get();
        if (limits.size() >= MAX_KEYS
                && nowNanos - next >= 0
                && nextSweepNanos.compareAndSet(next, nowNanos + PERIOD_NANOS)) {
            limits.values().removeIf(limit -> limit.isIdle(nowNanos));
        }
    }
}
