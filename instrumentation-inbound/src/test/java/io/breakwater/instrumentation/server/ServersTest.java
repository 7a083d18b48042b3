package io.breakwater.instrumentation.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each server, over real sockets: the handler looks at whom its thread works for. */
class ServersTest {
    private static final String ENVOY = "x-envoy-expected-rq-timeout-ms";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String NOBODY = "nobody";
    private static final int MORE_THAN_ANY_POOL = 64;

    private final ServersEngine engine = new ServersEngine(InboundRules.read());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private Server server;

    @SuppressWarnings("ImmutableEnumChecker")
    enum Kind {
        JDK(Servers::ofJdk),
        TOMCAT_8_5(handler -> Servers.tomcat(Servers.apart("tomcat-8.5"), "javax", handler)),
        TOMCAT_9(handler -> Servers.tomcat(ServersTest.class.getClassLoader(), "javax", handler)),
        TOMCAT_10(handler -> Servers.tomcat(Servers.apart("tomcat-10.1"), "jakarta", handler)),
        TOMCAT_11(handler -> Servers.tomcat(Servers.apart("tomcat-11.0"), "jakarta", handler)),
        JETTY_9(handler ->
                Servers.jetty(ServersTest.class.getClassLoader(), "org.eclipse.jetty.servlet", "javax", handler)),
        JETTY_10(handler -> Servers.jetty(Servers.apart("jetty-10"), "org.eclipse.jetty.servlet", "javax", handler)),
        JETTY_11(handler -> Servers.jetty(Servers.apart("jetty-11"), "org.eclipse.jetty.servlet", "jakarta", handler)),
        JETTY_12(handler ->
                Servers.jetty(Servers.apart("jetty-12"), "org.eclipse.jetty.ee10.servlet", "jakarta", handler)),
        UNDERTOW(handler -> Servers.undertow(false, handler)),
        UNDERTOW_WORKERS(handler -> Servers.undertow(true, handler)),
        WEB_FLUX(Servers::webFlux);

        private final Server.Start start;

        Kind(Server.Start start) {
            this.start = start;
        }
    }

    @AfterEach
    void stop() {
        engine.close();
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_deadline_that_comes_in_holds_in_the_handler(Kind kind) throws Exception {
        start(kind, path -> said());

        long left = Long.parseLong(get("/", ENVOY, "5000").split(" ", -1)[0]);

        assertThat(left).isBetween(1L, 5000L);
        assertThat(engine.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_line_of_a_header_counts(Kind kind) throws Exception {
        start(kind, path -> said());
        long now = System.currentTimeMillis();
        String member = "deadline=" + (now + 4000) + "-" + now;

        long left = Long.parseLong(get("/", "baggage", "a=1", "baggage", member).split(" ", -1)[0]);

        assertThat(left).isBetween(1L, 4000L);
    }

    @ParameterizedTest
    @EnumSource
    void a_repetition_and_its_trace_are_known(Kind kind) throws Exception {
        start(kind, path -> said());

        assertThat(get("/", "x-envoy-attempt-count", "2", "traceparent", TRACE)).isEqualTo("none true " + TRACE);
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_says_nothing_is_left_alone(Kind kind) throws Exception {
        start(kind, path -> said());

        assertThat(get("/", "accept", "text/plain")).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @EnumSource
    void a_rule_starts_a_deadline(Kind kind) throws Exception {
        start(kind, path -> said());

        long left = Long.parseLong(get("/ruled?a=b", "accept", "text/plain").split(" ", -1)[0]);

        assertThat(left).isBetween(1L, InboundRules.RULED.toMillis());
    }

    @ParameterizedTest
    @EnumSource
    void what_goes_on_in_another_thread_has_none(Kind kind) throws Exception {
        start(kind, path -> said());

        assertThat(get(Server.ASYNC, ENVOY, "5000")).isEqualTo(NOBODY);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT_8_5", "TOMCAT_9", "TOMCAT_10", "TOMCAT_11"})
    void what_tomcat_dispatches_once_more_has_what_is_left(Kind kind) throws Exception {
        start(kind, path -> said());

        long left = Long.parseLong(get(Server.DISPATCHED, ENVOY, "5000").split(" ", -1)[0]);

        assertThat(left).isBetween(1L, 5000L);
        assertThat(get(Server.DISPATCHED, "accept", "text/plain")).isEqualTo(NOBODY);
    }

    /** Jetty 12 goes on in the same frame if the dispatch comes before that is left, and elsewhere if it comes later. */
    @ParameterizedTest
    @EnumSource(names = {"JETTY_9", "JETTY_10", "JETTY_11"})
    void what_jetty_dispatches_once_more_is_left_alone(Kind kind) throws Exception {
        start(kind, path -> said());

        assertThat(get(Server.DISPATCHED, ENVOY, "5000")).isEqualTo(NOBODY);
        assertThat(engine.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_sender_who_is_not_trusted_gets_what_a_rule_gives_and_no_more(Kind kind) throws Exception {
        engine.close();
        try (ServersEngine strict = new ServersEngine(InboundRules.readFrom("192.0.2.1"))) {
            start(kind, path -> said(strict));

            String stranger = get("/", ENVOY, "5000", "x-envoy-attempt-count", "2");
            long ruled = Long.parseLong(get("/ruled", ENVOY, "1").split(" ", -1)[0]);

            assertThat(stranger).isEqualTo("none false null");
            assertThat(ruled).isBetween(1000L, InboundRules.RULED.toMillis());
            assertThat(strict.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_sender_who_is_trusted_is_read(Kind kind) throws Exception {
        engine.close();
        try (ServersEngine strict = new ServersEngine(InboundRules.readFrom("127.0.0.1"))) {
            start(kind, path -> said(strict));

            assertThat(Long.parseLong(get("/", ENVOY, "5000").split(" ", -1)[0]))
                    .isBetween(1L, 5000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_the_handler_throws_is_answered_as_ever(Kind kind) throws Exception {
        start(kind, path -> {
            throw new IllegalArgumentException("the handler's own");
        });

        String plain = failure(kind, "accept", "text/plain");

        assertThat(failure(kind, ENVOY, "5000")).isEqualTo(plain);
        assertThat(engine.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void after_ten_thousand_requests_no_thread_carries_anything(Kind kind) throws Exception {
        Set<Thread> unchecked = ConcurrentHashMap.newKeySet();
        Queue<String> carried = new ConcurrentLinkedQueue<>();
        start(kind, path -> {
            String said = said();
            if (path.equals("/with")) {
                unchecked.add(Thread.currentThread());
            } else {
                unchecked.remove(Thread.currentThread());
                if (path.equals("/slow")) { // so that the others of the pool have to help
                    LockSupport.parkNanos(20_000_000);
                }
                if (!said.equals(NOBODY)) {
                    carried.add(said);
                }
            }
            return said;
        });

        atOnce(4, () -> {
            for (int i = 0; i < 1250; i++) {
                assertThat(get("/with", ENVOY, "5000")).isNotEqualTo(NOBODY);
                assertThat(get("/without", "accept", "text/plain")).isEqualTo(NOBODY);
            }
            return null;
        });
        Waiting.until(() -> {
            atOnce(MORE_THAN_ANY_POOL, () -> get("/slow", "accept", "text/plain"));
            unchecked.removeIf(thread -> !thread.isAlive());
            return unchecked.isEmpty();
        });

        assertThat(carried).isEmpty();
    }

    private String failure(Kind kind, String... headers) throws InterruptedException {
        try {
            return String.valueOf(response("/", headers).statusCode());
        } catch (IOException theServerHungUp) {
            return "no answer from " + kind;
        }
    }

    private void start(Kind kind, Function<String, String> handler) throws Exception {
        server = kind.start.with(handler);
    }

    private String said() {
        return said(engine);
    }

    private static String said(ServersEngine engine) {
        Caller caller = engine.current();
        if (caller == null) {
            return NOBODY;
        }
        long now = engine.engine().surroundings().time().nanoTime();
        String left = caller.deadline() == null
                ? "none"
                : String.valueOf(
                        Duration.ofNanos(caller.deadline().remainingNanos(now)).toMillis());
        return left + " " + caller.repeats() + " " + caller.traceParent();
    }

    private String get(String path, String... headers) throws IOException, InterruptedException {
        HttpResponse<String> response = response(path, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> response(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void atOnce(int times, Callable<?> task) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                results.add(threads.submit(task));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        } finally {
            threads.shutdownNow();
        }
    }
}
