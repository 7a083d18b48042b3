package io.breakwater.telemetry.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.Outcome;
import io.breakwater.telemetry.loopback.AnsweringThreads;
import io.breakwater.telemetry.loopback.LoopbackServer;
import io.breakwater.telemetry.metrics.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real socket. */
class PrometheusServerTest {
    private final Traffic traffic = new Traffic();
    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
    private final AnsweringThreads answering = new AnsweringThreads("breakwater-metrics", traffic.time);
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = PrometheusServer.start(0, traffic.metrics, answering);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void serves_what_was_counted() throws IOException {
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));

        String answer = send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-type: text/plain; version=0.0.4; charset=utf-8\r\n")
                .contains(
                        "\nhttp_client_requests_total{method=\"GET\",host=\"inventory.example:8443\",status=\"200\"} 1\n");
    }

    @Test
    void serves_open_metrics_to_those_who_ask() throws IOException {
        String answer = send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Accept: application/openmetrics-text;version=1.0.0\r\n\r\n");

        assertThat(answer)
                .contains("Content-type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n")
                .endsWith("# EOF\n");
    }

    @Test
    void a_counter_goes_on_from_scrape_to_scrape() throws IOException {
        String request = "GET /metrics?name=x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));
        assertThat(send(request))
                .contains("breakwater_attempts_total{method=\"GET\",host=\"inventory.example:8443\"} 1\n");

        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));

        assertThat(send(request))
                .contains("breakwater_attempts_total{method=\"GET\",host=\"inventory.example:8443\"} 2\n");
    }

    @Test
    void has_nothing_else() throws IOException {
        assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(send("GET /metrics/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(send("POST /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET\r\n");
        assertThat(send("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void is_bound_to_the_loopback_address_alone() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket()) {
            // The port is free on every other address of this machine, of which 127.0.0.2 is one.
            elsewhere.bind(new InetSocketAddress("127.0.0.2", server.port()));

            assertThat(elsewhere.isBound()).isTrue();
        }
    }

    @Test
    void a_port_that_is_taken_is_an_exception_for_the_caller_to_tell() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PrometheusServer.start(taken.getLocalPort(), traffic.metrics, answering))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void its_threads_are_few_and_keep_no_application_alive() throws IOException {
        for (int scrape = 0; scrape < 20; scrape++) {
            send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }

        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                .filter(thread -> thread.getName().startsWith("breakwater-metrics")
                        || thread.getName().contains("HTTP-Dispatcher"))
                .collect(Collectors.toList());
        assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(threads).hasSizeLessThanOrEqualTo(3);
    }

    /** Three, because two threads answer, and neither may the one that accepts wait for anybody. */
    @Test
    void clients_that_send_half_a_request_keep_the_others_waiting_for_ten_seconds_at_most() throws Exception {
        List<Socket> halves = new ArrayList<>();
        for (int client = 0; client < 3; client++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write('G');
            halves.add(socket);
        }
        for (int look = 0; look < 2_000 && answering.busy() < 2; look++) {
            TimeUnit.MILLISECONDS.sleep(10); // until both threads have begun to wait
        }
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> {
            try {
                return send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        traffic.time.advance(Duration.ofSeconds(10));
        answering.cutOffSlow();

        assertThat(other.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ");
        for (Socket half : halves) {
            half.close();
        }
    }

    @Test
    void an_answer_that_takes_less_is_not_cut_off() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
        answering.execute(() -> {
            begun.countDown();
            try {
                wasInterrupted.complete(!go.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException cutOff) {
                wasInterrupted.complete(true);
            }
        });
        begun.await();

        traffic.time.advance(Duration.ofSeconds(9));
        answering.cutOffSlow();
        go.countDown();

        assertThat(wasInterrupted.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void after_the_end_nobody_listens() {
        server.close();

        assertThatThrownBy(() -> send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isInstanceOf(IOException.class);
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.write(buffer, 0, count);
            }
            return new String(answer.toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
