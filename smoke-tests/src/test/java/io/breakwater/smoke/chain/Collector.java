package io.breakwater.smoke.chain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Where spans are sent by OTLP over HTTP. It can be away for a time, with nobody at its port.
 *
 * <p>Thread-safety: thread-safe, but for going and coming back.
 */
final class Collector implements Closeable {
    private static final int STEP_MILLIS = 20;

    private final List<SeenSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        Collector collector = new Collector(listen(0));
        collector.open();
        return collector;
    }

    private static HttpServer listen(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    private void open() {
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on nobody listens. */
    void goAway() {
        server.stop(0);
    }

    /** Listens again, at the same address. */
    void comeBack() throws IOException {
        server = listen(server.getAddress().getPort());
        open();
    }

    List<SeenSpan> spans() {
        return new ArrayList<>(spans);
    }

    /** The paths that were asked for. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    void forget() {
        spans.clear();
        requests.clear();
    }

    /** Waits until such a span has come; fails with all that have. */
    SeenSpan await(String what, Predicate<SeenSpan> wanted) throws InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() - endNanos < 0) {
            for (SeenSpan span : spans) {
                if (wanted.test(span)) {
                    return span;
                }
            }
            Thread.sleep(STEP_MILLIS);
        }
        throw new AssertionError("no span: " + what + "; but: "
                + spans.stream().map(SeenSpan::toString).collect(Collectors.joining("\n  ", "\n  ", "")));
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().getPath());
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            byte[] bytes = body.readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                ExportTraceServiceRequest.parseFrom(bytes)
                        .getResourceSpansList()
                        .forEach(this::take);
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void take(ResourceSpans some) {
        String service = some.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        some.getScopeSpansList()
                .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(new SeenSpan(service, span))));
    }

    @Override
    public void close() {
        goAway();
    }
}
