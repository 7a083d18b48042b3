package io.breakwater.smoke.chain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody outside, who asks a service and looks at the clock. Thread-safety: thread-safe. */
public final class Customer {
    /** The header by which a caller says how many milliseconds it waits. */
    static final String TIMEOUT = "x-envoy-expected-rq-timeout-ms";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final Service service;

    public Customer(Service service) {
        this.service = service;
    }

    Customer(Chain chain) {
        this(chain.shop());
    }

    /** Sends an order, with further names and values of headers. */
    public Answer order(String query, String... headers) throws IOException, InterruptedException {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(service.address() + "/order?id=" + number + "&" + query))
                .timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        long startMillis = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        int status = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
        return new Answer(number, status, startMillis, (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** What came back. Thread-safety: immutable. */
    public static final class Answer {
        private final String order;
        private final int status;
        private final long startMillis;
        private final long millis;

        private Answer(String order, int status, long startMillis, long millis) {
            this.order = order;
            this.status = status;
            this.startMillis = startMillis;
            this.millis = millis;
        }

        /** The order's number. */
        String order() {
            return order;
        }

        public int status() {
            return status;
        }

        /** When it was sent; epoch milliseconds. */
        long startMillis() {
            return startMillis;
        }

        /** How long it took, from here. */
        public long millis() {
            return millis;
        }
    }
}
