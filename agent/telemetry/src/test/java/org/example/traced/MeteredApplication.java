package org.example.traced;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An application whose SDK collects metrics, in terms of the JDK: a test loads it with one version or another. Uses what
 * version 1.14 had, the first with metrics that are stable.
 */
public final class MeteredApplication {
    private static final Map<String, String> COLLECTED = new TreeMap<>();
    private static SdkMeterProvider provider;

    private MeteredApplication() {}

    /** Sets an SDK as the global one that collects when it is told to. */
    public static void setUp() {
        provider = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.builder(new Keeper())
                        .setInterval(Duration.ofDays(1))
                        .build())
                .build();
        OpenTelemetrySdk.builder().setMeterProvider(provider).buildAndRegisterGlobal();
    }

    /** Sets an SDK as the global one whose metrics nobody reads. */
    public static void setUpWithoutReader() {
        OpenTelemetrySdk.builder().buildAndRegisterGlobal();
    }

    /** Whether somebody has set a global instance before. */
    public static boolean canSetUp() {
        try {
            OpenTelemetrySdk.builder().buildAndRegisterGlobal();
            return true;
        } catch (IllegalStateException tooLate) {
            return false;
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
    }

    /** What is collected now, as {@code name{attributes} unit=value}; of a histogram the count, the sum and the bounds. */
    public static Map<String, String> collected() {
        synchronized (COLLECTED) {
            COLLECTED.clear();
        }
        provider.forceFlush().join(20, TimeUnit.SECONDS);
        synchronized (COLLECTED) {
            return new TreeMap<>(COLLECTED);
        }
    }

    /** Ends the threads of the SDK. */
    public static void shutDown() {
        provider.shutdown().join(20, TimeUnit.SECONDS);
    }

    private static void keep(MetricData metric) {
        switch (metric.getType()) {
            case LONG_SUM:
                metric.getLongSumData()
                        .getPoints()
                        .forEach(point -> put(
                                metric,
                                point.getAttributes().asMap(),
                                metric.getLongSumData().isMonotonic() + " " + point.getValue()));
                break;
            case DOUBLE_GAUGE:
                metric.getDoubleGaugeData()
                        .getPoints()
                        .forEach(point -> put(metric, point.getAttributes().asMap(), "" + point.getValue()));
                break;
            default:
                metric.getHistogramData()
                        .getPoints()
                        .forEach(point -> put(metric, point.getAttributes().asMap(), text(point)));
        }
    }

    private static String text(HistogramPointData point) {
        return point.getCount() + " " + point.getSum() + " "
                + (point.getBoundaries().get(0) < 1 ? "seconds" : "default");
    }

    private static void put(MetricData metric, Map<?, ?> attributes, String value) {
        Map<String, String> sorted = new TreeMap<>();
        attributes.forEach((key, text) -> sorted.put(key.toString(), text.toString()));
        COLLECTED.put(metric.getName() + sorted, value);
    }

    private static final class Keeper implements MetricExporter {
        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            synchronized (COLLECTED) {
                metrics.stream()
                        .filter(metric -> metric.getName().startsWith("breakwater."))
                        .forEach(MeteredApplication::keep);
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return AggregationTemporality.CUMULATIVE;
        }
    }
}
