package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.tracing.OpenSpan;
import io.breakwater.telemetry.tracing.SpanIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of ours, as plain data. Goes to the exporter when it ends.
 *
 * <p>Thread-safety: thread-safe until the end, and immutable after it. Bounded: 128 attributes and 128 events.
 */
final class RecordedSpan implements OpenSpan {
    private static final int MOST = 128;

    final String name;
    final boolean client;
    final @Nullable SpanIds parent;
    final long startEpochNanos;
    final Map<String, Object> attributes = new LinkedHashMap<>();
    final List<Event> events = new ArrayList<>(2);
    private final SpanIds ids;
    private final SpanExport export;
    private boolean failed;
    private boolean ended;
    private long endEpochNanos;

    RecordedSpan(
            String name,
            boolean client,
            SpanIds ids,
            @Nullable SpanIds parent,
            long startEpochNanos,
            SpanExport export) {
        this.name = name;
        this.client = client;
        this.ids = ids;
        this.parent = parent;
        this.startEpochNanos = startEpochNanos;
        this.export = export;
    }

    @Override
    public SpanIds ids() {
        return ids;
    }

    @Override
    public synchronized void set(String key, Object value) {
        if (!ended && (attributes.size() < MOST || attributes.containsKey(key))) {
            attributes.put(key, value);
        }
    }

    @Override
    public synchronized void event(String what, Map<String, Object> details, long epochNanos) {
        if (!ended && events.size() < MOST) {
            events.add(new Event(what, details, epochNanos));
        }
    }

    @Override
    public synchronized void fail() {
        failed |= !ended;
    }

    @Override
    public void end(long epochNanos) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            endEpochNanos = Math.max(epochNanos, startEpochNanos);
        }
        if (ids.isSampled()) {
            export.add(this);
        }
    }

    synchronized boolean hasFailed() {
        return failed;
    }

    synchronized long endEpochNanos() {
        return endEpochNanos;
    }

    @Override
    public OpenSpan client(String what, long epochNanos) {
        return export.below(ids, what, epochNanos);
    }

    @Override
    public @Nullable Object in(@Nullable Object context) {
        return context;
    }

    /** Something that happened. Thread-safety: immutable. */
    static final class Event {
        final String name;
        final Map<String, Object> attributes;
        final long epochNanos;

        Event(String name, Map<String, Object> attributes, long epochNanos) {
            this.name = name;
            this.attributes = attributes;
            this.epochNanos = epochNanos;
        }
    }
}
