package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.telemetry.metrics.DurationRecorder;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import java.io.Closeable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An API of instruments, as OpenTelemetry's, in whichever version and class loader it was found. Counters and gauges are
 * asked for their values when somebody collects them, and cost calls nothing; only durations are told one by one.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface Instruments {

    /**
     * Makes an asynchronous counter or gauge, by {@link Metric#openTelemetryName()}.
     *
     * @param read tells all values of the metric; to be called at each collection, from any thread
     * @return what to close for the instrument to be gone, or null if there is nothing to close
     */
    @Nullable
    Closeable observe(Metric metric, Consumer<MetricSink> read);

    /** Makes the histogram, in seconds, for both {@link Metric#HTTP_DURATION} and {@link Metric#DB_DURATION}; null for none. */
    @Nullable
    DurationRecorder durations();
}
