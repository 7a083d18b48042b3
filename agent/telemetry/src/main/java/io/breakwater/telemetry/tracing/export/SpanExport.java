package io.breakwater.telemetry.tracing.export;

import io.breakwater.engine.time.Timer;
import io.breakwater.telemetry.export.ExportTarget;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.tracing.OpenSpan;
import io.breakwater.telemetry.tracing.SpanIds;
import io.breakwater.telemetry.tracing.SpanSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our own recording of spans, and their way to a collector. Nothing is sent, and no thread started, before the first span
 * has ended.
 *
 * <p>Thread-safety: thread-safe; nobody who records waits. Errors: never throws. Bounded: a queue of 2,048 spans, unless
 * {@code OTEL_BSP_MAX_QUEUE_SIZE} says otherwise; what does not fit is lost.
 */
public final class SpanExport implements SpanSource {
    private final Sampler sampler;
    private final Timer timer;
    private final ExportLoop loop;
    private final AtomicBoolean started = new AtomicBoolean();

    private SpanExport(Sampler sampler, Timer timer, ExportLoop loop) {
        this.sampler = sampler;
        this.timer = timer;
        this.loop = loop;
    }

    /**
     * What the settings ask for, or null if they ask for nothing.
     *
     * @param timer whose thread has nothing of the application, so that a thread made in it has not either
     * @param log takes one line at a time, for people
     */
    public static @Nullable SpanExport of(OtelSettings settings, Timer timer, Consumer<String> log) {
        List<ExportTarget> targets = TraceTargets.in(settings, log);
        return targets.isEmpty()
                ? null
                : new SpanExport(Sampler.in(settings), timer, new ExportLoop(settings, targets, log));
    }

    @Override
    public OpenSpan start(String name, @Nullable SpanIds parent, long epochNanos) {
        String traceId = parent == null ? hex() + hex() : parent.traceId();
        SpanIds ids = new SpanIds(traceId, hex(), sampler.samples(traceId, parent));
        return new RecordedSpan(name, false, ids, parent, epochNanos, this);
    }

    OpenSpan below(SpanIds parent, String name, long epochNanos) {
        SpanIds ids = new SpanIds(parent.traceId(), hex(), parent.isSampled());
        return new RecordedSpan(name, true, ids, parent, epochNanos, this);
    }

    /** Eight random bytes, not all of them 0. */
    private static String hex() {
        long number = ThreadLocalRandom.current().nextLong();
        String digits = Long.toHexString(number == 0 ? 1 : number);
        return "0000000000000000".substring(digits.length()) + digits;
    }

    void add(RecordedSpan span) {
        loop.add(span);
        if (!started.get() && started.compareAndSet(false, true)) {
            timer.schedule(0, loop::begin);
        }
    }

    /** Sends what is there, and waits for it that long. Does not wait for a collector that did not answer the last time. */
    public void flush(long nanos) throws InterruptedException {
        if (started.get()) {
            loop.flush(nanos);
        }
    }

    /** Nothing is sent any more. */
    public void close() {
        started.set(true);
        loop.close();
    }
}
