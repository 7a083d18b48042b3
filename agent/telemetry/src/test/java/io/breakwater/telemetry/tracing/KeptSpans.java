package io.breakwater.telemetry.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exporter that keeps what it gets. Ids count up: the spans of a trace that begins here are 1, 2 and so on. */
final class KeptSpans implements SpanSource {
    final List<Kept> spans = new ArrayList<>();

    @Override
    public OpenSpan start(String name, SpanIds parent, long epochNanos) {
        return add(name, parent, epochNanos);
    }

    private Kept add(String name, SpanIds parent, long epochNanos) {
        String traceId = parent == null ? "0000000000000000000000000000000a" : parent.traceId();
        Kept kept = new Kept(name, parent, new SpanIds(traceId, id(spans.size() + 1), true), epochNanos);
        spans.add(kept);
        return kept;
    }

    static String id(int number) {
        return String.format("%016x", number);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        spans.forEach(span -> names.add(span.name));
        return names;
    }

    final class Kept implements OpenSpan {
        final String name;
        final SpanIds parent;
        final SpanIds ids;
        final long startNanos;
        final Map<String, Object> attributes = new TreeMap<>();
        final List<String> events = new ArrayList<>();
        final List<Map<String, Object>> details = new ArrayList<>();
        boolean failed;
        Long endNanos;

        Kept(String name, SpanIds parent, SpanIds ids, long startNanos) {
            this.name = name;
            this.parent = parent;
            this.ids = ids;
            this.startNanos = startNanos;
        }

        /** The time that it took. */
        long millis() {
            return (endNanos - startNanos) / 1_000_000;
        }

        @Override
        public SpanIds ids() {
            return ids;
        }

        @Override
        public void set(String key, Object value) {
            attributes.put(key, value);
        }

        @Override
        public void event(String what, Map<String, Object> with, long epochNanos) {
            events.add(what + "@" + (epochNanos - startNanos) / 1_000_000);
            details.add(with);
        }

        @Override
        public void fail() {
            failed = true;
        }

        @Override
        public void end(long epochNanos) {
            if (endNanos != null) {
                throw new AssertionError(name + " ended twice");
            }
            endNanos = epochNanos;
        }

        @Override
        public OpenSpan client(String what, long epochNanos) {
            return add(what, ids, epochNanos);
        }

        @Override
        public Object in(Object context) {
            return context;
        }
    }
}
