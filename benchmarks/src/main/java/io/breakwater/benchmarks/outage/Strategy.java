package io.breakwater.benchmarks.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** How an application makes its calls. Thread-safety: implementations are thread-safe. */
interface Strategy {

    /** True if the application got what it asked for. */
    boolean call() throws Exception;

    /** One call, one attempt, one timeout. The agent guards this one. */
    static Strategy plain(int port) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/items"))
                .timeout(Duration.ofMillis(Plan.TIMEOUT_MILLIS))
                .build();
        return () -> client.send(request, BodyHandlers.ofString()).statusCode() == 200;
    }

    /** Whatever fails is tried three more times, at once. */
    static Strategy immediateRetries(Strategy attempt) {
        return () -> {
            IOException last = null;
            for (int tries = 0; tries < 4; tries++) {
                try {
                    if (attempt.call()) {
                        return true;
                    }
                } catch (IOException failed) {
                    last = failed;
                }
            }
            if (last != null) {
                throw last;
            }
            return false;
        };
    }
}
