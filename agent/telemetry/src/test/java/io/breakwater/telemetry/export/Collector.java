package io.breakwater.telemetry.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A collector on loopback that keeps what it gets. */
public final class Collector implements AutoCloseable {
    private static final int MOST_SECONDS = 20;

    /** Of a key for localhost that nobody trusts; no secret. */
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpServer server;
    private final String scheme;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    public volatile int status = 200;

    public Collector() throws IOException {
        this(HttpServer.create(loopback(), 0), "http");
    }

    private Collector(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::take);
        server.start();
    }

    /** One that speaks TLS, with a certificate that no store of the JDK has. */
    public static Collector overTls() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(), PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Collector(server, "https");
    }

    /** Writes the certificate of {@link #overTls}, as PEM. */
    public static Path certificate(Path directory) throws IOException, GeneralSecurityException {
        KeyStore store = keyStore();
        byte[] encoded = store.getCertificate(store.aliases().nextElement()).getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        String pem = "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        return Files.write(directory.resolve("collector.pem"), pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static KeyStore keyStore() throws IOException, GeneralSecurityException {
        try (InputStream in = Collector.class.getResourceAsStream("localhost.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public String address() {
        return scheme + "://localhost:" + server.getAddress().getPort();
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
    public Received next() throws InterruptedException {
        Received next = received.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within " + MOST_SECONDS + " s");
        }
        return next;
    }

    public boolean hasMore() {
        return !received.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One request. */
    public static final class Received {
        private final HttpExchange exchange;
        private final byte[] body;

        Received(HttpExchange exchange, byte[] body) {
            this.exchange = exchange;
            this.body = body;
        }

        public String path() {
            return exchange.getRequestURI().toString();
        }

        public String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The one resource that spans were sent for. */
        public ResourceSpans spans() throws IOException {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
            if (request.getResourceSpansCount() != 1) {
                throw new AssertionError(request);
            }
            return request.getResourceSpans(0);
        }

        /** The one resource that metrics were sent for. */
        public ResourceMetrics metrics() throws IOException {
            ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
            if (request.getResourceMetricsCount() != 1) {
                throw new AssertionError(request);
            }
            return request.getResourceMetrics(0);
        }
    }
}
