package io.breakwater.telemetry.metrics;

/**
 * Is told of the duration of every call, for an API whose histograms cannot be read on demand, as OpenTelemetry's.
 *
 * <p>Thread-safety: implementations MUST be thread-safe, quick, and MUST NOT block. What they throw is dropped.
 */
@FunctionalInterface
public interface DurationRecorder {

    /**
     * A call has ended.
     *
     * @param metric {@link Metric#HTTP_DURATION} or {@link Metric#DB_DURATION}
     * @param method as in the label, from a limited set
     * @param host as in the label, from a limited set
     */
    void record(Metric metric, long nanos, String method, String host);
}
