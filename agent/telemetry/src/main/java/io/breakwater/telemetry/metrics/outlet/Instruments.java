package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.telemetry.metrics.DurationRecorder;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import java.util.function.Consumer;

/**
 * An API of instruments, as OpenTelemetry's, in whichever version and class loader it was found. Counters and gauges are
 * asked for their values when somebody collects them, and cost calls nothing; only durations are told one by one, because
 * an asynchronous histogram does not exist.
 *
 * <p>It lives as long as the API: whoever is not part of that holds it weakly, or an application could not be unloaded.
 *
 * <p>Thread-safety: implementations are thread-safe. Errors: what the API throws, except where it says otherwise.
 */
public interface Instruments extends DurationRecorder {

    /**
     * Makes an asynchronous counter or gauge, by {@link Metric#openTelemetryName()}.
     *
     * @param read tells all values of the metric; to be called at each collection, from any thread
     */
    void observe(Metric metric, Consumer<MetricSink> read);

    /** Takes all that was made away again, as far as the API can. Throws nothing, and may be called more than once. */
    void close();
}
