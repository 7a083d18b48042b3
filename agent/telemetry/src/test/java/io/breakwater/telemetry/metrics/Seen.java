package io.breakwater.telemetry.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What a reading told, as {@code name[labels]}: counters and gauges as numbers, of histograms the count. */
public final class Seen implements MetricSink {
    private final TreeMap<String, Double> values = new TreeMap<>();

    /** Reads all metrics. */
    public static Map<String, Double> of(MetricReading reading) {
        Seen seen = new Seen();
        for (Metric metric : Metric.values()) {
            reading.read(metric, seen);
        }
        return seen.values;
    }

    /** Reads one metric. */
    public static Map<String, Double> of(MetricReading reading, Metric metric) {
        Seen seen = new Seen();
        reading.read(metric, seen);
        return seen.values;
    }

    /** What was told so far. */
    public Map<String, Double> values() {
        return values;
    }

    @Override
    public void count(Metric metric, long value, String... labels) {
        put(metric, (double) value, labels);
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        put(metric, value, labels);
    }

    @Override
    public void durations(Metric metric, Durations durations, String... labels) {
        put(metric, (double) durations.count(), labels);
    }

    private void put(Metric metric, double value, String... labels) {
        if (labels.length != metric.labels().size()) {
            throw new AssertionError(metric + " has the labels " + metric.labels() + ": " + Arrays.asList(labels));
        }
        if (values.put(metric.text() + Arrays.asList(labels), value) != null) {
            throw new AssertionError(metric + " was told twice: " + Arrays.asList(labels));
        }
    }
}
