package io.breakwater.telemetry.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.OwnThread;
import io.breakwater.telemetry.export.Collector;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Traffic;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own exporter of metrics, against a collector on loopback; what it sends is decoded by OpenTelemetry's own classes. */
class MetricExportTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Traffic traffic = new Traffic();
    private final Map<String, String> environment = new HashMap<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private volatile boolean isTaken;
    private Collector collector;
    private MetricExport export;

    @BeforeEach
    void listen() throws Exception {
        collector = new Collector();
        environment.put("OTEL_METRICS_EXPORTER", "otlp");
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
        environment.put("OTEL_SERVICE_NAME", "orders");
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200), 2, 20);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (export != null) {
            export.close();
        }
        for (Thread thread : exportingThreads()) {
            thread.join(20_000);
        }
        assertThat(exportingThreads()).isEmpty();
        collector.close();
    }

    private MetricExport export() {
        OtelSettings settings = new OtelSettings(environment, Collections.emptyMap());
        export = MetricExport.of(settings, traffic.metrics, () -> isTaken, traffic.time, log::add);
        return export;
    }

    private static List<Thread> exportingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("breakwater-export-metrics"))
                .collect(Collectors.toList());
    }

    private static Map<String, Metric> byName(ResourceMetrics resource) {
        assertThat(resource.getScopeMetricsList()).hasSize(1);
        assertThat(resource.getScopeMetrics(0).getScope().getName()).isEqualTo("io.breakwater");
        return resource.getScopeMetrics(0).getMetricsList().stream()
                .collect(Collectors.toMap(Metric::getName, metric -> metric));
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        return pairs.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, pair -> pair.getValue().getStringValue()));
    }

    @Test
    void counters_are_sums_since_the_start() throws Exception {
        export();
        traffic.time.advance(Duration.ofSeconds(30));
        export.flush(PATIENCE_NANOS);

        Collector.Received received = collector.next();
        assertThat(received.path()).isEqualTo("/v1/metrics");
        assertThat(received.header("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(attributes(received.metrics().getResource().getAttributesList()))
                .containsEntry("service.name", "orders");
        Metric requests = byName(received.metrics()).get("breakwater.http_client_requests");
        assertThat(requests.getSum().getIsMonotonic()).isTrue();
        assertThat(requests.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        NumberDataPoint point = requests.getSum().getDataPoints(0);
        assertThat(point.getAsInt()).isEqualTo(1);
        assertThat(attributes(point.getAttributesList()))
                .containsOnly(entry("host", "inventory.example:8443"), entry("method", "GET"), entry("status", "200"));
        assertThat(point.getTimeUnixNano() - point.getStartTimeUnixNano()).isEqualTo(30_000_000_000L);
    }

    @Test
    void durations_are_histograms_with_the_buckets_of_prometheus() throws Exception {
        export().flush(PATIENCE_NANOS);

        Metric durations = byName(collector.next().metrics()).get("breakwater.http_client_request_duration");
        assertThat(durations.getUnit()).isEqualTo("s");
        HistogramDataPoint point = durations.getHistogram().getDataPoints(0);
        assertThat(point.getCount()).isEqualTo(1);
        assertThat(point.getSum()).isEqualTo(0.02);
        assertThat(point.getExplicitBoundsCount()).isEqualTo(Durations.buckets() - 1);
        int bucket = point.getBucketCountsList().indexOf(1L);
        assertThat(point.getExplicitBounds(bucket)).isEqualTo(0.025);
    }

    @Test
    void levels_are_gauges_and_nothing_is_sent_of_a_metric_without_values() throws Exception {
        traffic.guard(Traffic.INVENTORY);
        export().flush(PATIENCE_NANOS);

        Map<String, Metric> metrics = byName(collector.next().metrics());
        NumberDataPoint limit =
                metrics.get("breakwater.bulkhead_permits_limit").getGauge().getDataPoints(0);
        assertThat(limit.getAsDouble()).isEqualTo(10);
        assertThat(attributes(metrics.get("breakwater.agent_info")
                        .getGauge()
                        .getDataPoints(0)
                        .getAttributesList()))
                .containsOnly(entry("version", "1.2.3"), entry("mode", "enforce"));
        assertThat(metrics).doesNotContainKeys("breakwater.db_client_requests", "breakwater.interventions");
    }

    @Test
    void everything_is_told_anew_at_each_interval() throws Exception {
        environment.put("OTEL_METRIC_EXPORT_INTERVAL", "20");
        export().begin();

        collector.next();
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));
        collector.next(); // perhaps on its way when the call was counted
        long count = byName(collector.next().metrics())
                .get("breakwater.http_client_requests")
                .getSum()
                .getDataPoints(0)
                .getAsInt();

        assertThat(count).isEqualTo(2);
    }

    @Test
    void nothing_is_sent_while_somebody_else_takes_the_metrics() throws Exception {
        isTaken = true;
        export().flush(PATIENCE_NANOS);
        assertThat(collector.hasMore()).isFalse();

        isTaken = false;
        export.flush(PATIENCE_NANOS);
        assertThat(collector.next().metrics()).isNotNull();
    }

    @Test
    void a_collector_that_fails_is_told_once_and_nobody_waits_for_it_again() throws Exception {
        collector.status = 503;
        export().flush(PATIENCE_NANOS);
        assertThat(log.poll(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "metrics cannot be exported to " + collector.address() + ": java.io.IOException: status 503");

        long startNanos = System.nanoTime();
        export.flush(PATIENCE_NANOS);
        assertThat(System.nanoTime() - startNanos).isLessThan(PATIENCE_NANOS / 2);
        assertThat(log).isEmpty();
    }

    @Test
    void a_process_without_a_guarded_call_tells_nothing() throws Exception {
        Traffic none = new Traffic();
        OtelSettings settings = new OtelSettings(environment, Collections.emptyMap());
        export = MetricExport.of(settings, none.metrics, () -> false, none.time, log::add);

        export.flush(PATIENCE_NANOS);

        assertThat(exportingThreads()).isEmpty();
        assertThat(collector.hasMore()).isFalse();
    }

    @Test
    void nothing_guards_the_exporting_thread() {
        export().begin();

        assertThat(exportingThreads())
                .singleElement()
                .isInstanceOf(OwnThread.class)
                .matches(Thread::isDaemon);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_METRICS_EXPORTER, none",
        "OTEL_METRICS_EXPORTER, prometheus",
        "OTEL_METRICS_EXPORTER, ''",
        "OTEL_SDK_DISABLED, true",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc"
    })
    void nothing_is_exported_unless_it_is_asked_for_and_can_be_done(String name, String value) {
        environment.put(name, value);

        assertThat(export()).isNull();

        export = null;
        assertThat(log)
                .hasSize(value.equals("grpc") ? 1 : 0)
                .allMatch(
                        line -> line.equals("metrics are not exported: otlp protocol: grpc (expected: http/protobuf)"));
    }

    @Test
    void an_address_of_metrics_asks_for_it_as_well() throws Exception {
        environment.remove("OTEL_METRICS_EXPORTER");
        environment.put("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", collector.address() + "/mine");

        export().flush(PATIENCE_NANOS);

        assertThat(collector.next().path()).isEqualTo("/mine");
    }

    @Test
    void a_temporality_that_there_is_not_is_told() {
        environment.put("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "delta");

        export();

        assertThat(log)
                .containsExactly("metrics are exported as cumulative: otlp temporality: delta (expected: cumulative)");
    }

    @Test
    void a_certificate_is_what_a_collector_over_tls_is_trusted_by(@TempDir Path directory) throws Exception {
        try (Collector secret = Collector.overTls()) {
            environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", secret.address());
            export().flush(PATIENCE_NANOS);
            assertThat(log.poll(20, TimeUnit.SECONDS))
                    .startsWith("metrics cannot be exported to " + secret.address() + ": javax.net.ssl.SSLHandshake");
            export.close();

            environment.put(
                    "OTEL_EXPORTER_OTLP_CERTIFICATE",
                    Collector.certificate(directory).toString());
            export().flush(PATIENCE_NANOS);

            assertThat(byName(secret.next().metrics())).containsKey("breakwater.http_client_requests");
            assertThat(log).isEmpty();
        }
    }
}
