package io.breakwater.telemetry.metrics;

/**
 * Takes values of metrics. The values of the labels are in the order of {@link Metric#labels()}.
 *
 * <p>Thread-safety: used by one thread at a time.
 */
public interface MetricSink {

    /** A value of a counter. */
    void count(Metric metric, long value, String... labels);

    /** A value of a gauge, or the 1 of an information. */
    void level(Metric metric, double value, String... labels);

    /** A value of a histogram. */
    void durations(Metric metric, Durations durations, String... labels);
}
