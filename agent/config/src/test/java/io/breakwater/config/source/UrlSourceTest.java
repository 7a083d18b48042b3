package io.breakwater.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.engine.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that says what the test wants. */
class UrlSourceTest {
    private static final String TEXT = "version: 1\n";

    private final List<Headers> asked = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private HttpServer server;
    private Script script = exchange -> send(exchange, 200, TEXT.getBytes(StandardCharsets.UTF_8));

    @FunctionalInterface
    private interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            synchronized (asked) {
                asked.add(exchange.getRequestHeaders());
                targets.add(exchange.getRequestURI().toString());
            }
            script.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static ConfigSource source(String url) {
        return ConfigSources.of(url, new VirtualTime(), () -> 0.5, ConfigSources.USUAL_PAUSE);
    }

    private ConfigSource source() {
        return source("http://" + host() + "/breakwater.yaml");
    }

    private static String text(@Nullable SourceContent content) {
        assertThat(content).isNotNull();
        assertThat(content.faults()).isEmpty();
        return new String(content.texts().get(0).bytes(), StandardCharsets.UTF_8);
    }

    private static String fault(@Nullable SourceContent content) {
        assertThat(content).isNotNull();
        assertThat(content.texts()).isEmpty();
        return content.faults().get(0).value();
    }

    @Test
    void asks_for_what_is_newer_than_what_it_has() {
        script = exchange -> {
            if ("\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                send(exchange, 304, new byte[0]);
            } else {
                exchange.getResponseHeaders().set("ETag", "\"7\"");
                exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
                send(exchange, 200, TEXT.getBytes(StandardCharsets.UTF_8));
            }
        };
        ConfigSource source = source();

        assertThat(text(source.look())).isEqualTo(TEXT);
        assertThat(source.look()).isNull();

        assertThat(asked.get(0)).doesNotContainKey("If-none-match");
        assertThat(asked.get(1).getFirst("If-None-Match")).isEqualTo("\"7\"");
        assertThat(asked.get(1).getFirst("If-Modified-Since")).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
        assertThat(text(source.read())).as("on demand, the body").isEqualTo(TEXT);
    }

    @Test
    void a_compressed_body_is_unpacked_and_a_bomb_is_not() throws IOException {
        script = exchange -> sendGzip(exchange, TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(text(source().look())).isEqualTo(TEXT);

        script = exchange -> sendGzip(exchange, new byte[50_000_000]);
        assertThat(fault(source().look())).isEqualTo("more than 1MiB");

        script = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, TEXT.getBytes(StandardCharsets.UTF_8));
        };
        assertThat(fault(source().look())).isEqualTo("a body that is not what gzip makes");
    }

    private static void sendGzip(HttpExchange exchange, byte[] text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text);
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        send(exchange, 200, zipped.toByteArray());
    }

    @Test
    void what_is_too_long_or_a_page_for_people_is_refused() {
        script = exchange -> send(exchange, 200, new byte[1024 * 1024 + 1]);
        assertThat(fault(source().look())).isEqualTo("more than 1MiB");

        script = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            send(exchange, 200, "<html>Log in</html>".getBytes(StandardCharsets.UTF_8));
        };
        assertThat(fault(source().look())).isEqualTo("an HTML page");
    }

    @Test
    void a_body_that_ends_too_early_is_no_body() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket peer = socket.accept()) {
                    int unused = peer.getInputStream().read(new byte[4096]);
                    peer.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nversion: 1\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            answering.start();

            SourceContent content =
                    source("http://127.0.0.1:" + socket.getLocalPort() + "/").look();

            assertThat(fault(content)).isEqualTo("a body that ends after 11 of 40 bytes");
            answering.join();
        }
    }

    @Test
    void credentials_go_to_their_server_and_are_told_to_nobody() {
        ConfigSource source = source("http://ops:pa%2Fss@" + host() + "/a/breakwater.yaml?token=t0ken#x");

        assertThat(text(source.look())).isEqualTo(TEXT);

        assertThat(targets).containsExactly("/a/breakwater.yaml?token=t0ken");
        assertThat(asked.get(0).getFirst("Authorization")).isEqualTo("Basic b3BzOnBhL3Nz");
        assertThat(source.name()).isEqualTo("http://" + host() + "/a/breakwater.yaml");
    }

    @Test
    void a_redirect_is_followed_on_the_same_scheme_and_takes_no_credentials_to_another_server() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> authorizations = new ArrayList<>();
        other.createContext("/", exchange -> {
            synchronized (authorizations) {
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            }
            send(exchange, 200, TEXT.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            script = exchange -> {
                boolean first = exchange.getRequestURI().getPath().equals("/first");
                String target = first
                        ? "/second"
                        : "http://127.0.0.1:" + other.getAddress().getPort() + "/third";
                exchange.getResponseHeaders().set("Location", target);
                send(exchange, 302, new byte[0]);
            };

            assertThat(text(source("http://ops:secret@" + host() + "/first").look()))
                    .isEqualTo(TEXT);

            assertThat(asked)
                    .allSatisfy(headers ->
                            assertThat(headers.getFirst("Authorization")).isNotNull());
            assertThat(authorizations).containsExactly("null");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void redirects_to_other_schemes_and_endless_ones_are_not_followed() {
        script = exchange -> {
            exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
            send(exchange, 302, new byte[0]);
        };
        assertThat(fault(source().look())).isEqualTo("a redirect to another scheme: file");

        script = exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            send(exchange, 302, new byte[0]);
        };
        assertThat(fault(source().look())).isEqualTo("more than 5 redirects");
    }

    @Test
    void a_redirect_to_no_host_is_an_outage_and_no_bug() {
        script = exchange -> {
            exchange.getResponseHeaders().set("Location", "http://");
            send(exchange, 302, new byte[0]);
        };
        assertThat(fault(source().look())).isEqualTo("a redirect to no host");
    }

    @Test
    void an_outage_looks_the_same_whatever_it_looks_like_and_is_tried_again_soon() {
        ConfigSource source = source();
        script = exchange -> send(exchange, 503, new byte[0]);
        SourceContent first = source.look();
        long soon = source.pauseNanos();
        server.stop(0);
        SourceContent second = source.look();

        assertThat(fault(first)).isEqualTo("status 503");
        assertThat(fault(second)).startsWith("unreachable: ");
        assertThat(first.isSameAs(second)).isTrue();
        assertThat(first.isReached()).isFalse();
        assertThat(soon).isEqualTo(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(source.pauseNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1800));
        for (int i = 0; i < 10; i++) {
            SourceContent unused = source.look();
        }
        assertThat(source.pauseNanos()).as("the usual one").isEqualTo(TimeUnit.SECONDS.toNanos(27));
    }

    @Test
    void after_an_outage_the_body_comes_again_so_that_its_end_can_be_told() {
        script = exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            send(exchange, 200, TEXT.getBytes(StandardCharsets.UTF_8));
        };
        ConfigSource source = source();
        SourceContent before = source.look();
        Script up = script;
        script = exchange -> send(exchange, 500, new byte[0]);
        SourceContent outage = source.look();
        script = up;

        SourceContent after = source.look();

        assertThat(before).isNotNull();
        assertThat(after).isNotNull();
        assertThat(after.isSameAs(before)).isTrue();
        assertThat(outage).isNotNull();
        assertThat(after.isSameAs(outage)).isFalse();
        assertThat(asked.get(2)).doesNotContainKey("If-none-match");
    }

    /** Which might have a password that is not for this server, or open a window. */
    @Test
    void the_applications_authenticator_is_not_asked() {
        List<String> questions = new ArrayList<>();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                questions.add(getRequestingPrompt());
                return new PasswordAuthentication("app", "app".toCharArray());
            }
        });
        try {
            script = exchange -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                send(exchange, 401, new byte[0]);
            };

            assertThat(fault(source().look())).isEqualTo("status 401");

            assertThat(questions).isEmpty();
        } finally {
            Authenticator.setDefault(null);
        }
    }

    @Test
    void an_address_that_is_none_is_one_fault_that_does_not_repeat_it() {
        for (String url : new String[] {"http://ops:pass word@host/x", "https://", "http://user:secret@/x"}) {
            ConfigSource source = source(url);

            assertThat(fault(source.read())).isEqualTo("not valid");
            assertThat(source.name()).isEqualTo("the configuration's address");
            assertThat(source.isAtHand()).isTrue();
        }
    }
}
