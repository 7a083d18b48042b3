package io.breakwater.telemetry.tracing.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.time.Timer;
import io.breakwater.telemetry.export.Collector;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.tracing.OpenSpan;
import io.breakwater.telemetry.tracing.SpanIds;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own exporter, against a collector on loopback; what it sends is decoded by OpenTelemetry's own classes. */
class SpanExportTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final SpanIds PARENT = SpanIds.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private final Map<String, String> environment = new HashMap<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private Collector collector;
    private SpanExport export;

    @BeforeEach
    void listen() throws IOException {
        collector = new Collector();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (export != null) {
            export.close();
        }
        for (Thread thread : exportingThreads()) {
            thread.join(20_000);
        }
        collector.close();
    }

    private SpanExport export() {
        Timer atOnce = (delayNanos, task) -> {
            task.run();
            return () -> {};
        };
        export = SpanExport.of(new OtelSettings(environment, Collections.emptyMap()), atOnce, log::add);
        return export;
    }

    private SpanExport otlp() {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
        return export();
    }

    private static void endedSpan(SpanExport export, String name) {
        export.start(name, null, 1_000).end(2_000);
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue pair : pairs) {
            String value = pair.getValue().hasStringValue()
                    ? pair.getValue().getStringValue()
                    : pair.getValue().hasIntValue()
                            ? Long.toString(pair.getValue().getIntValue())
                            : Boolean.toString(pair.getValue().getBoolValue());
            attributes.put(pair.getKey(), value);
        }
        return attributes;
    }

    private static String hex(com.google.protobuf.ByteString id) {
        StringBuilder digits = new StringBuilder();
        for (byte one : id.toByteArray()) {
            digits.append(String.format("%02x", one));
        }
        return digits.toString();
    }

    @Test
    void spans_arrive_as_otlp_with_all_that_they_say() throws Exception {
        environment.put("OTEL_SERVICE_NAME", "orders");
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test,service.version=1%2C5");
        SpanExport exporting = otlp();
        OpenSpan call = exporting.start("breakwater GET", PARENT, 1_000);
        OpenSpan attempt = call.client("GET", 1_500);
        attempt.set("http.response.status_code", 503L);
        attempt.fail();
        attempt.end(1_700);
        call.event("retry", Collections.singletonMap("breakwater.enforced", true), 1_800);
        call.set("server.address", "inventory");
        call.end(3_000);
        exporting.flush(20 * SECOND);

        Collector.Received request = collector.next();
        assertThat(request.path()).isEqualTo("/v1/traces");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-protobuf");
        ResourceSpans resource = request.spans();
        assertThat(attributes(resource.getResource().getAttributesList()))
                .containsEntry("service.name", "orders")
                .containsEntry("deployment.environment.name", "test")
                .containsEntry("service.version", "1,5");
        assertThat(resource.getScopeSpans(0).getScope().getName()).isEqualTo("io.breakwater");
        Span first = resource.getScopeSpans(0).getSpans(0);
        Span second = resource.getScopeSpans(0).getSpans(1);
        assertThat(first.getName()).isEqualTo("GET");
        assertThat(first.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(first.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(first.getParentSpanId()).isEqualTo(second.getSpanId());
        assertThat(hex(first.getSpanId())).isEqualTo(attempt.ids().spanId());
        assertThat(attributes(first.getAttributesList())).containsEntry("http.response.status_code", "503");
        assertThat(second.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
        assertThat(hex(second.getTraceId())).isEqualTo(PARENT.traceId());
        assertThat(hex(second.getParentSpanId())).isEqualTo(PARENT.spanId());
        assertThat(second.getStartTimeUnixNano()).isEqualTo(1_000);
        assertThat(second.getEndTimeUnixNano()).isEqualTo(3_000);
        assertThat(second.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(second.getEvents(0).getName()).isEqualTo("retry");
        assertThat(second.getEvents(0).getTimeUnixNano()).isEqualTo(1_800);
        assertThat(attributes(second.getEvents(0).getAttributesList())).containsEntry("breakwater.enforced", "true");
        assertThat(log).isEmpty();
    }

    @Test
    void headers_and_compression_are_those_of_the_settings() throws Exception {
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20secret,x-tenant=7");
        environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
        environment.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", collector.address() + "/somewhere");
        SpanExport exporting = export();

        endedSpan(exporting, "one");
        exporting.flush(20 * SECOND);

        Collector.Received request = collector.next();
        assertThat(request.path()).isEqualTo("/somewhere");
        assertThat(request.header("authorization")).isEqualTo("Bearer secret");
        assertThat(request.header("x-tenant")).isEqualTo("7");
        assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(request.spans().getScopeSpans(0).getSpans(0).getName()).isEqualTo("one");
    }

    @Test
    void zipkin_gets_its_own_format() throws Exception {
        environment.put("OTEL_SERVICE_NAME", "orders");
        environment.put("OTEL_TRACES_EXPORTER", "zipkin");
        environment.put("OTEL_EXPORTER_ZIPKIN_ENDPOINT", collector.address() + "/api/v2/spans");
        SpanExport exporting = export();
        OpenSpan call = exporting.start("breakwater GET", PARENT, 1_000_000);
        call.event("retry", Collections.emptyMap(), 1_500_000);
        call.end(3_000_000);
        exporting.flush(20 * SECOND);

        Collector.Received request = collector.next();
        assertThat(request.path()).isEqualTo("/api/v2/spans");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.text())
                .startsWith("[{")
                .endsWith("}]")
                .contains("\"traceId\":\"" + PARENT.traceId() + "\"")
                .contains("\"parentId\":\"" + PARENT.spanId() + "\"")
                .contains("\"name\":\"breakwater get\"")
                .contains("\"serviceName\":\"orders\"")
                .contains("\"value\":\"\\\"retry\\\":{}\"")
                .contains("\"timestamp\":1000,\"duration\":2000");
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER,none",
        "OTEL_SERVICE_NAME,orders",
        "OTEL_TRACES_EXPORTER,logging",
        "OTEL_EXPORTER_OTLP_HEADERS,a=b",
        "OTEL_EXPORTER_OTLP_ENDPOINT,''"
    })
    void nothing_is_exported_unless_a_collector_is_named(String variable, String value) {
        environment.put(variable, value);

        assertThat(export()).isNull();
        assertThat(log).isEmpty();
    }

    @Test
    void the_switch_of_the_sdk_is_ours_too() {
        environment.put("OTEL_SDK_DISABLED", "true");

        assertThat(otlp()).isNull();
    }

    @Test
    void a_property_goes_before_a_variable() {
        environment.put("OTEL_TRACES_EXPORTER", "otlp");

        assertThat(SpanExport.of(
                        new OtelSettings(environment, Collections.singletonMap("otel.traces.exporter", "none")),
                        (delayNanos, task) -> () -> {},
                        log::add))
                .isNull();
    }

    @Test
    void a_protocol_that_we_do_not_speak_is_told() {
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");

        assertThat(otlp()).isNull();
        assertThat(log).containsExactly("traces are not exported: otlp protocol: grpc (expected: http/protobuf)");
    }

    @Test
    void a_collector_that_refuses_is_told_once_and_left_alone() throws Exception {
        collector.status = 503;
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "1");
        SpanExport exporting = otlp();

        endedSpan(exporting, "one");
        collector.next();
        for (int i = 0; i < 5000; i++) {
            endedSpan(exporting, "lost");
        }
        String line = log.poll(20, TimeUnit.SECONDS);
        long startNanos = System.nanoTime();
        exporting.flush(60 * SECOND);

        assertThat(line)
                .isEqualTo("traces cannot be exported to " + collector.address() + ": java.io.IOException: status 503");
        assertThat(log).isEmpty();
        assertThat(System.nanoTime() - startNanos)
                .as("nobody waits for it at the end")
                .isLessThan(30 * SECOND);
        assertThat(collector.hasMore()).isFalse();
    }

    @Test
    void an_access_key_with_a_line_end_is_not_told_in_the_log() throws Exception {
        environment.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=secret%0A");
        environment.put("OTEL_BSP_SCHEDULE_DELAY", "1");

        endedSpan(otlp(), "one");

        assertThat(log.poll(20, TimeUnit.SECONDS))
                .contains("a header of the settings")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "user:secret@localhost:4318", "http//:secret", "http://user:secret@[localhost"})
    void an_address_that_is_none_is_not_told_in_the_log(String address) throws Exception {
        environment.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", address);

        endedSpan(export(), "one");

        assertThat(log.poll(20, TimeUnit.SECONDS))
                .startsWith("traces are not exported: ")
                .contains("the address of the collector is none")
                .doesNotContain("secret");
    }

    @Test
    void a_collector_that_is_silent_costs_those_who_record_nothing() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + mute.getLocalPort());
            environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "60000");
            environment.put("OTEL_BSP_SCHEDULE_DELAY", "1");
            SpanExport exporting = export();
            endedSpan(exporting, "one");
            try (Socket unanswered = mute.accept()) {
                unanswered.getInputStream().read();

                for (int i = 0; i < 10_000; i++) {
                    endedSpan(exporting, "lost");
                }
                long startNanos = System.nanoTime();
                exporting.flush(SECOND / 10);

                assertThat(System.nanoTime() - startNanos).isLessThan(30 * SECOND);
            }
        }
    }

    @Test
    void a_trace_that_its_beginner_does_not_want_is_not_exported() throws Exception {
        SpanExport exporting = otlp();
        SpanIds unsampled = new SpanIds(PARENT.traceId(), PARENT.spanId(), false);
        OpenSpan call = exporting.start("unwanted", unsampled, 1_000);
        OpenSpan attempt = call.client("unwanted too", 1_000);
        attempt.end(2_000);
        call.end(2_000);

        assertThat(attempt.ids().traceParent()).endsWith("-00");
        endedSpan(exporting, "wanted");
        exporting.flush(20 * SECOND);
        assertThat(collector.next().spans().getScopeSpans(0).getSpansList())
                .extracting(Span::getName)
                .containsExactly("wanted");
    }

    @ParameterizedTest
    @CsvSource({
        "always_on,,1000",
        "always_off,,0",
        "parentbased_always_on,,1000",
        "parentbased_always_off,,0",
        "traceidratio,0,0",
        "traceidratio,1.0,1000",
        "parentbased_traceidratio,nonsense,1000",
        "unknown,,1000"
    })
    void a_sampler_decides_for_traces_that_begin_here(String name, String argument, int expected) {
        environment.put("OTEL_TRACES_SAMPLER", name);
        if (argument != null) {
            environment.put("OTEL_TRACES_SAMPLER_ARG", argument);
        }
        SpanExport exporting = otlp();

        assertThat(sampledOf(exporting, 1000)).isEqualTo(expected);
    }

    @Test
    void a_ratio_samples_that_share() {
        environment.put("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
        environment.put("OTEL_TRACES_SAMPLER_ARG", "0.25");

        // Six standard deviations on either side.
        assertThat(sampledOf(otlp(), 10_000)).isBetween(2_240, 2_760);
    }

    private static int sampledOf(SpanExport exporting, int traces) {
        int sampled = 0;
        for (int i = 0; i < traces; i++) {
            sampled += exporting.start("GET", null, 0).ids().isSampled() ? 1 : 0;
        }
        return sampled;
    }

    @Test
    void no_thread_runs_before_the_first_span_and_none_after_the_close() throws Exception {
        SpanExport exporting = otlp();
        assertThat(exportingThreads()).isEmpty();
        endedSpan(exporting, "one");
        exporting.flush(20 * SECOND);
        assertThat(exportingThreads()).hasSize(1);
        Thread thread = exportingThreads().get(0);

        exporting.close();

        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private static List<Thread> exportingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("breakwater-export"))
                .collect(Collectors.toList());
    }
}
