package io.breakwater.smoke;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces of the packaged agent: without OpenTelemetry, and beside the OpenTelemetry agent. */
class TracingIT {
    private static final Path TELEMETRY =
            Path.of(System.getProperty("other.jars")).resolve("opentelemetry-javaagent.jar");

    @TempDir
    Path directory;

    private static MisbehavingServer recovering() throws IOException {
        return MisbehavingServer.start(Script.inOrder(Answer.status(503), Answer.status(503), Answer.status(200)));
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void without_opentelemetry_our_own_exporters_tell_of_a_retried_call(Jdk jdk) throws Exception {
        try (MisbehavingServer server = recovering();
                TraceCollector collector = new TraceCollector(200)) {

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .agent(ConfigurationFile.guarding(directory))
                    .classPath(ClientVersion.APACHE_4_5.jars())
                    .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address())
                    .variable("OTEL_SERVICE_NAME", "orders")
                    .variable("OTEL_METRICS_EXPORTER", "otlp")
                    .run("NamedFetch", "apache4", server.uri("/"));

            jvm.printed("apache4 200").withOnlyOurLog();
            List<TraceCollector.Seen> spans = collector.spans();
            TraceCollector.Seen call = theOnlyCall(spans);
            assertThat(spans).hasSize(4).allMatch(span -> span.trace().equals(call.trace()));
            assertThat(spans)
                    .filteredOn(span -> span.isBelow(call) && span.isClient())
                    .hasSize(3);
            assertThat(call.span.getEventsList())
                    .extracting(event -> event.getName())
                    .containsExactly("retry", "retry");
            String host = "{host=" + server.uri("/").getAuthority() + ", method=GET";
            assertThat(collector.counters())
                    .as("metrics that are sent when the process ends")
                    .containsEntry("breakwater.attempts" + host + "}", 3L)
                    .containsEntry("breakwater.http_client_requests" + host + ", status=200}", 1L)
                    .containsEntry("breakwater.http_client_request_duration" + host + "}", 1L);
            assertThat(jvm.err())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .matches("breakwater: retry .* trace=\\p{XDigit}{32} span=\\p{XDigit}{16}"));
        }
    }

    private static TraceCollector.Seen theOnlyCall(List<TraceCollector.Seen> spans) {
        List<TraceCollector.Seen> calls = calls(spans);
        assertThat(calls).as("spans of calls among %s", spans).hasSize(1);
        return calls.get(0);
    }

    private static List<TraceCollector.Seen> calls(List<TraceCollector.Seen> spans) {
        return spans.stream().filter(span -> span.isOurs() && !span.isClient()).collect(toList());
    }

    @Test
    void zipkin_is_told_in_its_own_words() throws Exception {
        try (MisbehavingServer server = recovering();
                TraceCollector collector = new TraceCollector(202)) {

            AgentJvm.on(Jdk.current())
                    .agent(ConfigurationFile.guarding(directory))
                    .variable("OTEL_EXPORTER_ZIPKIN_ENDPOINT", collector.address() + "/api/v2/spans")
                    .run("NamedFetch", "jdk", server.uri("/"))
                    .printed("jdk 200")
                    .withOnlyOurLog();

            assertThat(collector.requests()).isEqualTo(1);
            assertThat(collector.text()).startsWith("[{\"traceId\":").contains("\"value\":\"\\\"retry\\\":{");
        }
    }

    /** The collector is at a host that calls are retried to. */
    @Test
    void what_we_export_is_not_guarded_and_a_dead_collector_is_told_once() throws Exception {
        try (MisbehavingServer server = recovering();
                TraceCollector collector = new TraceCollector(503)) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .agent(ConfigurationFile.write(
                            directory,
                            "version: 1",
                            "mode: enforce",
                            "defaults: {http: {retry: {max-attempts: 3, url-connection: true, methods: [GET, POST],"
                                    + " retry-on: [gateway-error], backoff: {initial: 5ms, max: 20ms},"
                                    + " budget: {percent: 100%, min-per-second: 100}}}}"))
                    .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address())
                    .run("NamedFetch", "jdk", server.uri("/"));

            jvm.printed("jdk 200").withOnlyOurLog();
            assertThat(collector.requests()).isEqualTo(1);
            assertThat(jvm.err())
                    .noneMatch(
                            line -> line.contains("retry " + collector.address().substring(7)));
            assertThat(jvm.err())
                    .filteredOn(line -> line.contains("traces cannot be exported to " + collector.address()))
                    .hasSize(1);
        }
    }

    @Test
    void nothing_is_loaded_of_the_exporter_unless_a_collector_is_named() throws Exception {
        try (MisbehavingServer server = recovering()) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .option("-verbose:class")
                    .agent(ConfigurationFile.guarding(directory))
                    .run("NamedFetch", "jdk", server.uri("/"));

            assertThat(jvm.out()).contains("jdk 200");
            assertThat(jvm.out())
                    .noneMatch(line -> line.contains("io.opentelemetry.")
                            || line.contains("zipkin2.")
                            || line.contains("tracing.export.ExportLoop ")
                            || line.contains("tracing.otel."));
        }
    }

    /** Each version that has long support, old and new, in both orders of the command line. */
    static Stream<Arguments> besideOpenTelemetry() {
        return Jdk.all().stream()
                .filter(jdk -> jdk.feature() == 8 || jdk.feature() == 17 || jdk.feature() == 25)
                .flatMap(jdk -> Stream.of(Arguments.of(jdk, true), Arguments.of(jdk, false)));
    }

    @ParameterizedTest
    @MethodSource("besideOpenTelemetry")
    void beside_the_opentelemetry_agent_all_attempts_are_in_one_trace(Jdk jdk, boolean oursFirst) throws Exception {
        Path configuration = ConfigurationFile.guarding(directory, "5s", "tracing: all");
        List<Object> calls = new ArrayList<>();
        List<MisbehavingServer> servers = new ArrayList<>();
        try (TraceCollector collector = new TraceCollector(200)) {
            for (String client : jdk.feature() == 8 ? List.of("apache5") : List.of("apache5", "jdk", "jdk-async")) {
                MisbehavingServer server = recovering();
                servers.add(server);
                calls.add(client);
                calls.add(server.uri("/"));
            }
            AgentJvm vm = AgentJvm.on(jdk)
                    .within(180)
                    .option(
                            "-Xmx384m",
                            "-Dotel.traces.exporter=otlp",
                            "-Dotel.metrics.exporter=none",
                            "-Dotel.logs.exporter=none",
                            "-Dotel.exporter.otlp.protocol=http/protobuf",
                            "-Dotel.exporter.otlp.endpoint=" + collector.address())
                    .classPath(ClientVersion.APACHE_5_6.jars());
            vm = oursFirst
                    ? vm.agent(configuration).otherAgent(TELEMETRY)
                    : vm.otherAgent(TELEMETRY).agent(configuration);

            AgentJvm.Ended jvm = vm.run("NamedFetch", calls.toArray());

            assertThat(jvm.out()).allMatch(line -> line.endsWith(" 200")).hasSize(calls.size() / 2);
            assertThat(servers)
                    .allSatisfy(server -> assertThat(server.requests()).hasSize(3));
            assertThat(calls(collector.spans()))
                    .as("spans of calls; what the other agent sends is not guarded")
                    .hasSize(calls.size() / 2);
            for (TraceCollector.Seen call : calls(collector.spans())) {
                assertAttemptsAreBelow(call, collector.spans());
            }
        } finally {
            for (MisbehavingServer server : servers) {
                server.close();
            }
        }
    }

    /**
     * OpenTelemetry's own span of a call of HttpClient 5 lies above ours, and so the attempts are told by us; those of
     * java.net.http are told by OpenTelemetry itself.
     */
    private static void assertAttemptsAreBelow(TraceCollector.Seen call, List<TraceCollector.Seen> spans) {
        List<TraceCollector.Seen> below = spans.stream()
                .filter(span -> span.isClient() && span.isBelow(call))
                .collect(toList());
        boolean hasOneAbove = spans.stream().anyMatch(span -> span.isClient() && call.isBelow(span));

        assertThat(below)
                .hasSize(3)
                .allMatch(span -> span.trace().equals(call.trace()))
                .allMatch(span -> span.isOurs() == hasOneAbove);
        assertThat(below)
                .extracting(span -> span.attribute("http.response.status_code"))
                .containsExactlyInAnyOrder("503", "503", "200");
        assertThat(call.span.getEventsList().stream()
                        .filter(event -> event.getName().equals("retry")))
                .hasSize(2);
    }
}
