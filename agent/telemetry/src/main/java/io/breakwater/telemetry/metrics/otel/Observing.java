package io.breakwater.telemetry.metrics.otel;

import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an SDK calls when it collects a metric. After its end it tells nothing, and holds nothing: versions before 1.12 keep
 * it for ever.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws, or the SDK would write to the application's log.
 */
final class Observing {
    private volatile @Nullable Consumer<MetricSink> read;

    Observing(Consumer<MetricSink> read) {
        this.read = read;
    }

    void end() {
        read = null;
    }

    private void tell(MetricSink sink) {
        Consumer<MetricSink> reading = read;
        if (reading != null) {
            try {
                reading.accept(sink);
            } catch (Throwable bug) {
                // This collection lacks the rest of the metric.
            }
        }
    }

    Consumer<ObservableLongMeasurement> asCounter() {
        return new Counter();
    }

    Consumer<ObservableDoubleMeasurement> asGauge() {
        return new Gauge();
    }

    private final class Counter implements Consumer<ObservableLongMeasurement> {
        @Override
        public void accept(ObservableLongMeasurement measurement) {
            tell(new Values(measurement, null));
        }
    }

    private final class Gauge implements Consumer<ObservableDoubleMeasurement> {
        @Override
        public void accept(ObservableDoubleMeasurement measurement) {
            tell(new Values(null, measurement));
        }
    }

    private static final class Values implements MetricSink {
        private final @Nullable ObservableLongMeasurement counter;
        private final @Nullable ObservableDoubleMeasurement gauge;

        Values(@Nullable ObservableLongMeasurement counter, @Nullable ObservableDoubleMeasurement gauge) {
            this.counter = counter;
            this.gauge = gauge;
        }

        @Override
        public void count(Metric metric, long value, String... labels) {
            if (counter != null) {
                counter.record(value, BoundInstruments.attributes(metric.labels(), labels));
            }
        }

        @Override
        public void level(Metric metric, double value, String... labels) {
            if (gauge != null) {
                gauge.record(value, BoundInstruments.attributes(metric.labels(), labels));
            }
        }

        @Override
        public void durations(Metric metric, Durations durations, String... labels) {}
    }
}
