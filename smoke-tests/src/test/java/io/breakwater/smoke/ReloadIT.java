package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration of a running JVM is replaced, by good and by bad ones. */
@Tag("timing")
class ReloadIT {
    private static final boolean IS_LONG = Boolean.getBoolean("smoke.long");
    private static final String APPLIED = "breakwater_configuration_reloads_total{result=\"applied\"}";
    private static final String REFUSED = "breakwater_configuration_reloads_total{result=\"refused\"}";

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Integer> status = new AtomicReference<>(200);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private HttpServer goodServer() throws IOException {
        HttpServer server = server();
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        return server;
    }

    private static String address(HttpServer server) {
        return "localhost:" + server.getAddress().getPort();
    }

    private static CompletableFuture<AgentJvm.Ended> start(AgentJvm jvm, String program, Object... arguments) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return jvm.run(program, arguments);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private void write(String... lines) throws IOException {
        Path next = Files.write(directory.resolve("next"), List.of(lines));
        Files.move(
                next,
                directory.resolve("breakwater.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static List<Jdk> reloaded() {
        return IS_LONG ? Jdk.all() : List.of(Jdk.current());
    }

    /** Half of the files are good, and no two of these mean the same. */
    @ParameterizedTest
    @MethodSource("reloaded")
    void a_thousand_reloads_fail_no_call_and_lose_neither_breaker_nor_memory(Jdk jdk) throws Exception {
        int reloads = IS_LONG ? 1000 : 100;
        MetricsPage page = MetricsPage.atFreePort();
        HttpServer good = goodServer();
        try (MisbehavingServer broken = MisbehavingServer.start(Script.always(Answer.status(503)))) {
            good(page, 0);
            AgentJvm jvm = AgentJvm.on(jdk)
                    .agent(directory.resolve("breakwater.yaml"))
                    .option("-Dbreakwater.config.poll=10ms")
                    .within(300);
            CompletableFuture<AgentJvm.Ended> ended =
                    start(jvm, "FiftyCallers", "http://" + address(good) + "/", broken.uri("/"));
            String open = "breakwater_circuit_breaker_state{host=\""
                    + broken.uri("/").getAuthority() + "\",scope=\"all\",state=\"open\"} 1.0";
            page.await(text -> text.contains(open));

            long startNanos = System.nanoTime();
            for (int reload = 1; reload <= reloads; reload++) {
                if (reload % 2 == 0) {
                    good(page, reload);
                } else {
                    bad(page, reload);
                }
                int applied = reload / 2;
                int refused = reload - applied;
                String after = page.await(text ->
                        MetricsPage.value(text, APPLIED) >= applied && MetricsPage.value(text, REFUSED) >= refused);
                assertThat(after).as("after %d reloads", reload).contains(open);
                assertThat(MetricsPage.value(after, APPLIED)).isEqualTo(applied);
                assertThat(MetricsPage.value(after, REFUSED)).isEqualTo(refused);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
            status.set(410);

            List<String> out = ended.join().withOnlyOurLog().out();
            System.out.printf("%s: %d reloads in %d ms; %s%n", jdk, reloads, millis, out);
            assertThat(out).hasSize(4);
            assertThat(out.get(1)).isEqualTo("failed 0");
            assertThat(out.get(2)).isIn("answered by the broken one 0", "answered by the broken one 1");
            assertThat(broken.requests())
                    .as("the breaker was open all the time")
                    .hasSize(1);
            String[] live = out.get(3).split(" ");
            assertThat(Integer.parseInt(live[3]) - Integer.parseInt(live[2]))
                    .as("KiB more than before")
                    .isLessThan(3072);
        } finally {
            good.stop(0);
        }
    }

    private void good(MetricsPage page, int number) throws IOException {
        write(
                "version: 1 # " + number,
                "mode: enforce",
                "metrics: {jmx: false, prometheus-port: " + page.port() + "}",
                "defaults:",
                "  http:",
                "    timeouts: {attempt: " + (20 + number % 7) + "s, total: 60s}",
                "    retry: {max-attempts: " + (1 + number % 3) + "}",
                "    bulkhead: {max-concurrent-calls: " + (100 + number % 50) + "}",
                "    circuit-breaker:",
                "      consecutive-failures: 1",
                "      fail-on: [gateway-error]",
                "      open-duration: 30m",
                "      max-open-duration: 1h",
                "      sliding-window: " + (60 + number % 5) + "s",
                "hosts:",
                "  - match: host-" + number + ".example",
                "    routes: [{match: {path: /" + number + "}, http: {bulkhead: {max-concurrent-calls: 3}}}]");
    }

    private void bad(MetricsPage page, int number) throws IOException {
        switch (number % 8) {
            case 1:
                write("version: 1", "mode: disabled # " + number, "hosts: [unclosed");
                break;
            case 3:
                write("version: 1", "mode: disabled", "limits: {max-hosts: 0} # " + number, "nonsense: true");
                break;
            case 5:
                write("<html>" + number + "</html>");
                break;
            default:
                write("version: 1", "hosts: [{match: a.example}, {match: A.example}] # " + number);
        }
    }

    /** With the pause that everybody has. */
    @Test
    void the_kill_switch_in_the_file_acts_within_about_a_second_and_can_be_taken_back() throws Exception {
        MetricsPage page = MetricsPage.atFreePort();
        HttpServer good = goodServer();
        try {
            String metrics = "metrics: {jmx: false, prometheus-port: " + page.port() + "}";
            write("version: 1", "mode: enforce", metrics);
            CompletableFuture<AgentJvm.Ended> ended = start(
                    AgentJvm.on(Jdk.current()).agent(directory.resolve("breakwater.yaml")),
                    "CallUntilGone",
                    "http://" + address(good) + "/");
            page.await(text -> text.contains("mode=\"enforce\"} 1.0"));

            write("version: 1", "mode: disabled", metrics);
            long startNanos = System.nanoTime();
            page.await(text -> text.contains("mode=\"disabled\"} 1.0"));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
            assertThat(millis).as("milliseconds until it acts").isLessThan(2000);
            TimeUnit.MILLISECONDS.sleep(300); // a call that was under way has ended
            String requests = "http_client_requests_total{method=\"GET\",host=\"" + address(good) + "\"";
            double before = MetricsPage.value(page.read(), requests);
            TimeUnit.MILLISECONDS.sleep(600);
            assertThat(MetricsPage.value(page.read(), requests))
                    .as("guarded calls")
                    .isEqualTo(before);
            write("version: 1", "mode: enforce", metrics);
            page.await(text -> MetricsPage.value(text, requests) > before);
            status.set(410);

            AgentJvm.Ended jvm = ended.join();
            assertThat(jvm.err())
                    .containsExactly(
                            "breakwater: " + directory + "/breakwater.yaml is in force now: mode enforce -> disabled",
                            "breakwater: " + directory + "/breakwater.yaml is in force now: mode disabled -> enforce");
        } finally {
            good.stop(0);
        }
    }

    @Test
    void a_url_that_answers_late_comes_into_force_and_gives_no_secret_away() throws Exception {
        MetricsPage page = MetricsPage.atFreePort();
        HttpServer good = goodServer();
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        AtomicReference<String> version = new AtomicReference<>("");
        HttpServer source = server();
        source.createContext("/breakwater.yaml", exchange -> answer(exchange, page, asked, version.get()));
        source.start();
        try {
            String url = "http://ops:pa55word@" + address(source) + "/breakwater.yaml?token=t0ken";
            CompletableFuture<AgentJvm.Ended> ended = start(
                    AgentJvm.on(Jdk.current())
                            .option("-javaagent:" + AgentJvm.AGENT + "=" + url, "-Dbreakwater.config.poll=500ms"),
                    "CallUntilGone",
                    "http://" + address(good) + "/");
            while (asked.isEmpty() && !ended.isDone()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            version.set("enforce");
            page.await(text -> text.contains("mode=\"enforce\"} 1.0"));
            version.set("nonsense");
            page.await(text -> text.contains("breakwater_configuration_up_to_date 0.0"));
            version.set("disabled");
            String last = page.await(text -> text.contains("mode=\"disabled\"} 1.0"));
            status.set(410);

            AgentJvm.Ended jvm = ended.join();
            assertThat(last).doesNotContain(address(source));
            assertThat(asked).contains("null Basic b3BzOnBhNTV3b3Jk", "\"enforce\" Basic b3BzOnBhNTV3b3Jk");
            String log = String.join("\n", jvm.err());
            assertThat(log)
                    .contains("http://" + address(source) + "/breakwater.yaml: status 503 ")
                    .contains("the configuration cannot be read; observing only")
                    .contains("http://" + address(source) + "/breakwater.yaml is in force now: mode observe -> enforce")
                    .contains("/breakwater.yaml:2:7: mode: nonsense")
                    .contains("the configuration is refused; the last good one stays in force")
                    .contains("mode enforce -> disabled")
                    .doesNotContain("pa55word")
                    .doesNotContain("t0ken");
        } finally {
            source.stop(0);
            good.stop(0);
        }
    }

    private static void answer(
            HttpExchange exchange, MetricsPage page, ConcurrentLinkedQueue<String> asked, String mode)
            throws IOException {
        String tag = "\"" + mode + "\"";
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        byte[] body = ("version: 1\nmode: " + mode + "\nmetrics: {jmx: false, prometheus-port: " + page.port() + "}\n")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", tag);
        if (mode.isEmpty()) {
            exchange.sendResponseHeaders(503, -1);
        } else if (tag.equals(known)) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
        asked.add(known + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    }
}
