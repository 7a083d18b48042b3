package io.breakwater.telemetry.tracing.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** A collector on loopback that keeps what it gets. */
final class Collector implements AutoCloseable {
    private static final int MOST_SECONDS = 20;

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    volatile int status = 200;

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                body.write(next);
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        received.add(new Received(exchange, body.toByteArray()));
    }

    /** The next request, which is on its way. */
    Received next() throws InterruptedException {
        Received next = received.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within " + MOST_SECONDS + " s");
        }
        return next;
    }

    boolean hasMore() {
        return !received.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static final class Received {
        final HttpExchange exchange;
        final byte[] body;

        Received(HttpExchange exchange, byte[] body) {
            this.exchange = exchange;
            this.body = body;
        }

        String path() {
            return exchange.getRequestURI().toString();
        }

        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The one resource that spans were sent for. */
        ResourceSpans spans() throws IOException {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
            if (request.getResourceSpansCount() != 1) {
                throw new AssertionError(request);
            }
            return request.getResourceSpans(0);
        }
    }
}
