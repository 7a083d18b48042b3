package io.breakwater.tooling.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Meters;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.tooling.control.FixedConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real socket, byte by byte: a client would hide what a hostile one can send. */
class PageTest {
    private static final String TOKEN = "0123456789abcdef";

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final Meters meters = new Meters(100);
    private @Nullable Page page;

    private final Operator operator = new Operator() {
        @Override
        public String status() {
            return "{\"format\":1}";
        }

        @Override
        public void setMode(String destination, String mode) {
            if (mode.equals("loud")) {
                throw new IllegalArgumentException("mode: loud (expected: disabled, observe, enforce or configured)");
            }
            done.add("mode " + destination + " " + mode);
        }

        @Override
        public void setBreaker(String destination, String state) {
            done.add("breaker " + destination + " " + state);
        }

        @Override
        public void setOn(boolean on) {
            done.add("on " + on);
        }
    };

    private Page open(@Nullable String token) throws IOException {
        Metrics metrics = new Metrics(meters, Collections::emptyList, "1.2.3", new FixedConfiguration());
        page = Page.open(0, token, operator, metrics, TimeSource.system());
        return page;
    }

    @AfterEach
    void close() {
        if (page != null) {
            page.close();
        }
    }

    private String get(String path, String... headers) throws IOException {
        return send("GET " + path, "Host: localhost", "", headers);
    }

    private String post(String path, String body, String... headers) throws IOException {
        return send("POST " + path, "Host: 127.0.0.1:" + page().port(), body, headers);
    }

    private Page page() {
        if (page == null) {
            throw new IllegalStateException("not open");
        }
        return page;
    }

    private String send(String line, String host, String body, String... headers) throws IOException {
        String further = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String request = line + " HTTP/1.1\r\n" + host + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + further + "\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), page().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.write(next);
            }
            return new String(answer.toByteArray(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shows_the_page_its_script_and_its_style() throws IOException {
        open(null);

        assertThat(get("/")).startsWith("HTTP/1.1 200 ").contains("<title>Breakwater</title>");
        for (String script : new String[] {"/page.js", "/table.js", "/charts.js"}) {
            assertThat(get("/")).contains("<script src=\"" + script.substring(1) + "\">");
            assertThat(get(script)).startsWith("HTTP/1.1 200 ").contains("text/javascript");
        }
        assertThat(get("/page.css")).startsWith("HTTP/1.1 200 ").contains("text/css");
    }

    @Test
    void the_page_loads_nothing_from_elsewhere() throws IOException {
        open(null);

        assertThat(get("/"))
                .contains("Content-security-policy: default-src 'none'; script-src 'self'")
                .doesNotContain("http://", "https://", "src=\"//");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/../page.js", "/%2e%2e/PageHandler.classdata", "//etc/passwd", "/page.js/", "/api"})
    void has_nothing_else(String path) throws IOException {
        open(null);

        assertThat(get(path)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void tells_the_status() throws IOException {
        open(null);

        assertThat(get("/api/status")).contains("application/json").endsWith("{\"format\":1}");
    }

    @Test
    void tells_the_curves_of_a_destination() throws Exception {
        open(null);
        meters.of(Destination.of("http", "stock", 80)).onCall("GET", Outcome.SUCCESS, false, 1, 20_000_000, 0);

        String answer = "";
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answer.contains("22.4") && System.nanoTime() < endNanos) { // it looks once a second
            answer = get("/api/history?destination=stock%3A80");
        }
        assertThat(answer)
                .contains("\"destination\":\"stock:80\"", "\"newestAt\":\"")
                .containsPattern("\"succeeded\":\\[(null,|0,)*1")
                .containsPattern("\"p50-millis\":\\[(null,)*22.4");
    }

    @Test
    void who_asks_for_no_destination_is_told_so() throws IOException {
        open(null);

        assertThat(get("/api/history")).startsWith("HTTP/1.1 400 ").endsWith("destination: none\n");
        assertThat(get("/api/history?destination=%zz")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void an_unknown_destination_has_empty_curves() throws IOException {
        open(null);

        assertThat(get("/api/history?destination=%3Cb%3E")).contains("\"destination\":\"<b>\"", "\"failed\":[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:9465", "127.0.0.1.evil.example", "localhost.evil.example:80", ""})
    void a_name_that_merely_leads_here_is_refused(String host) throws IOException {
        open(TOKEN);

        assertThat(send("GET /api/status", "Host: " + host, "")).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void a_page_of_somebody_else_cannot_read_or_change() throws IOException {
        open(TOKEN);

        assertThat(get("/api/status", "Origin: https://evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(post("/api/switch", "on=false", "Origin: null", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 403 ");
        assertThat(done).isEmpty();
    }

    @Test
    void a_tunnel_may_give_the_port_another_number() throws IOException {
        open(null);

        assertThat(send("GET /api/status", "Host: localhost:18080", "", "Origin: http://localhost:18080"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(send("GET /api/status", "Host: [::1]:9465", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void without_a_token_in_the_configuration_nothing_can_be_changed() throws IOException {
        open(null);

        assertThat(post("/api/switch", "on=false", "Authorization: Bearer ")).startsWith("HTTP/1.1 403 ");
        assertThat(get("/api/page")).endsWith("{\"acceptsChanges\":false}");
        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Authorization: Bearer wrong",
                "Authorization: Basic " + TOKEN,
                "Authorization: Bearer"
            })
    void without_the_right_one_neither(String header) throws IOException {
        open(TOKEN);

        assertThat(post("/api/switch", "on=false", header))
                .startsWith("HTTP/1.1 401 ")
                .contains("Www-authenticate: Bearer")
                .doesNotContain(TOKEN);
        assertThat(done).isEmpty();
    }

    @Test
    void with_the_token_modes_breakers_and_the_switch_can_be_changed() throws IOException {
        open(TOKEN);
        String authorization = "Authorization: Bearer " + TOKEN;

        assertThat(post("/api/mode", "destination=stock%3A80&mode=observe", authorization))
                .startsWith("HTTP/1.1 200 ");
        assertThat(post("/api/breaker", "destination=stock%3A80&state=force-open", authorization))
                .startsWith("HTTP/1.1 200 ");
        assertThat(post("/api/switch", "on=false", authorization)).startsWith("HTTP/1.1 200 ");

        assertThat(get("/api/page")).endsWith("{\"acceptsChanges\":true}");
        assertThat(done).containsExactly("mode stock:80 observe", "breaker stock:80 force-open", "on false");
    }

    @Test
    void what_is_wrong_with_a_change_is_told() throws IOException {
        open(TOKEN);
        String authorization = "Authorization: Bearer " + TOKEN;

        assertThat(post("/api/mode", "destination=stock%3A80&mode=loud", authorization))
                .startsWith("HTTP/1.1 400 ")
                .contains("expected: disabled, observe");
        assertThat(post("/api/switch", "on=maybe", authorization)).startsWith("HTTP/1.1 400 ");
        assertThat(post("/api/else", "a=b", authorization)).startsWith("HTTP/1.1 404 ");
        assertThat(send("DELETE /api/mode", "Host: localhost", "")).startsWith("HTTP/1.1 405 ");
        assertThat(done).isEmpty();
    }

    @Test
    void a_body_without_end_is_refused() throws IOException {
        open(TOKEN);

        assertThat(post(
                        "/api/mode",
                        String.join("", Collections.nCopies(20_000, "x")),
                        "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void keeps_no_application_alive_and_leaves_no_thread() throws Exception {
        open(TOKEN);
        get("/");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("breakwater-page"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);

        page().close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("breakwater-page")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
