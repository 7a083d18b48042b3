package io.breakwater.smoke.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Zipkin in a JVM of its own, which keeps what it is sent in memory and listens on the loopback interface only.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Zipkin implements AutoCloseable {
    private static final int USUAL_PORT = 9411;
    private static final Duration MOST_START = Duration.ofSeconds(180);
    private static final long STEP_MILLIS = 250;
    private static final Pattern TRACE_ID = Pattern.compile("\"traceId\":\"([0-9a-f]+)\"");

    private final Children.Child child;
    private final int port;
    private final List<String> lines;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Zipkin(Children.Child child, int port, List<String> lines) {
        this.child = child;
        this.port = port;
        this.lines = lines;
    }

    /** Begins to start it: it takes some seconds. */
    static Zipkin start(Children children, Path jar) throws IOException {
        int port = freePort();
        List<String> lines = new ArrayList<>();
        Children.Child child = children.start(
                List.of(
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        jar + File.pathSeparator + System.getProperty("java.class.path"),
                        "io.breakwater.smoke.demo.EndsWithInput",
                        mainClass(jar),
                        "--armeria.ports[0].port=" + port,
                        "--armeria.ports[0].ip=127.0.0.1"),
                line -> keep(lines, line),
                line -> keep(lines, line));
        return new Zipkin(child, port, lines);
    }

    private static void keep(List<String> lines, String line) {
        synchronized (lines) {
            lines.add(line);
        }
    }

    private static String mainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Main-Class");
        }
    }

    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket usual = new ServerSocket(USUAL_PORT, 1, loopback)) {
            return usual.getLocalPort();
        } catch (IOException inUse) {
            try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
                return free.getLocalPort();
            }
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until it can be asked. */
    void awaitReady() throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + MOST_START.toNanos();
        while (System.nanoTime() - endNanos < 0 && child.isAlive()) {
            if (get("/health").isPresent()) {
                return;
            }
            Thread.sleep(STEP_MILLIS);
        }
        synchronized (lines) {
            lines.forEach(System.err::println);
        }
        throw new IOException("Zipkin did not start");
    }

    /** Waits for a trace that has such an annotation or tag; empty if none comes in time. */
    Optional<String> awaitTrace(String query, Duration most) throws InterruptedException {
        long endNanos = System.nanoTime() + most.toNanos();
        while (System.nanoTime() - endNanos < 0) {
            Optional<String> traces = get("/api/v2/traces?limit=1&annotationQuery=" + query);
            Matcher found = TRACE_ID.matcher(traces.orElse(""));
            if (found.find()) {
                return Optional.of(found.group(1));
            }
            Thread.sleep(STEP_MILLIS);
        }
        return Optional.empty();
    }

    /** Where a person looks at it. */
    String page(String traceId) {
        return address() + "/zipkin/traces/" + traceId;
    }

    private Optional<String> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
