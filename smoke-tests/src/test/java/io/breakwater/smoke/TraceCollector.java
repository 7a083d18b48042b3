package io.breakwater.smoke;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector of traces and metrics on loopback, which answers everything with one status and keeps what it gets. */
final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final int status;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<byte[]> metrics = new CopyOnWriteArrayList<>();

    TraceCollector(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            boolean isOfMetrics = exchange.getRequestURI().getPath().endsWith("/metrics");
            (isOfMetrics ? metrics : bodies).add(in.readAllBytes());
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    int requests() {
        return bodies.size();
    }

    /** The last body as text. */
    String text() {
        return new String(bodies.get(bodies.size() - 1), StandardCharsets.UTF_8);
    }

    /** The last value of each counter of ours that came as OTLP, as {@code name{key=value, ...}}; of a histogram its count. */
    Map<String, Long> counters() throws IOException {
        Map<String, Long> counters = new TreeMap<>();
        for (byte[] body : metrics) {
            for (ResourceMetrics resource :
                    ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
                for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                    if (scope.getScope().getName().equals("io.breakwater")) {
                        scope.getMetricsList().forEach(metric -> keep(metric, counters));
                    }
                }
            }
        }
        return counters;
    }

    private static void keep(Metric metric, Map<String, Long> counters) {
        metric.getSum()
                .getDataPointsList()
                .forEach(point -> counters.put(metric.getName() + labels(point.getAttributesList()), point.getAsInt()));
        metric.getHistogram()
                .getDataPointsList()
                .forEach(point -> counters.put(metric.getName() + labels(point.getAttributesList()), point.getCount()));
    }

    private static Map<String, String> labels(List<KeyValue> pairs) {
        Map<String, String> labels = new TreeMap<>();
        pairs.forEach(pair -> labels.put(pair.getKey(), pair.getValue().getStringValue()));
        return labels;
    }

    /** All spans that came as OTLP. */
    List<Seen> spans() throws IOException {
        List<Seen> spans = new ArrayList<>();
        for (byte[] body : bodies) {
            for (ResourceSpans resource :
                    ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                for (ScopeSpans scope : resource.getScopeSpansList()) {
                    scope.getSpansList()
                            .forEach(span ->
                                    spans.add(new Seen(span, scope.getScope().getName())));
                }
            }
        }
        return spans;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One span. */
    static final class Seen {
        final Span span;
        final String scope;

        Seen(Span span, String scope) {
            this.span = span;
            this.scope = scope;
        }

        boolean isOurs() {
            return scope.equals("io.breakwater");
        }

        boolean isClient() {
            return span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT;
        }

        String trace() {
            return Base64.getEncoder().encodeToString(span.getTraceId().toByteArray());
        }

        boolean isBelow(Seen parent) {
            return span.getParentSpanId().equals(parent.span.getSpanId());
        }

        /** An attribute, or null. */
        String attribute(String key) {
            for (KeyValue pair : span.getAttributesList()) {
                if (pair.getKey().equals(key)) {
                    return pair.getValue().hasStringValue()
                            ? pair.getValue().getStringValue()
                            : Long.toString(pair.getValue().getIntValue());
                }
            }
            return null;
        }

        @Override
        public String toString() {
            return scope + " " + span;
        }
    }
}
