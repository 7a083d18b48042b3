package io.breakwater.smoke;

import io.breakwater.instrumentation.jdbc.kit.server.ServerPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The page for Prometheus of a JVM under test. */
final class MetricsPage {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int port;

    private MetricsPage(int port) {
        this.port = port;
    }

    static MetricsPage atFreePort() throws IOException {
        return new MetricsPage(ServerPort.choose());
    }

    int port() {
        return port;
    }

    String read() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
        // On one that is kept the JDK's server waits 40 ms between head and body, for an acknowledgement.
        connection.setRequestProperty("Connection", "close");
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The first page that is as expected, within the time that the agent takes to open it. */
    String await(Predicate<String> expected) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        while (true) {
            String page = "";
            try {
                page = read();
            } catch (IOException notYet) {
                if (System.nanoTime() - startNanos > PATIENCE_NANOS) {
                    throw notYet;
                }
            }
            if (expected.test(page)) {
                return page;
            }
            if (System.nanoTime() - startNanos > PATIENCE_NANOS) {
                throw new AssertionError("not as expected: " + page);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** The value in the line that begins so; -1 if there is none. */
    static double value(String page, String begin) {
        for (String line : page.split("\n")) {
            if (line.startsWith(begin)) {
                return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return -1;
    }
}
