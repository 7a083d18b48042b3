package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.server.ServerPort;
import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of the packaged agent, asked as a browser would ask it, while the process calls. */
class PageIT {
    private static final String TOKEN = "0123456789abcdef";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path directory;

    private final AtomicBoolean isGone = new AtomicBoolean();

    private static String ask(int port, String path, String form) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        if (!form.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
            connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(connection.getResponseCode()).as(path).isEqualTo(200);
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The first answer that is as it should be, or the last one. */
    private static String await(int port, String path, Predicate<String> wanted) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                String answer = ask(port, path, "");
                if (wanted.test(answer) || System.nanoTime() - endNanos > 0) {
                    return answer;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() - endNanos > 0) {
                    throw notYet;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#oldestAndNewest")
    void shows_what_the_process_does_and_takes_what_an_operator_decides(Jdk jdk) throws Exception {
        int port = ServerPort.choose();
        Path configuration = ConfigurationFile.write(
                directory, "version: 1", "mode: enforce", "page: {port: " + port + ", token: " + TOKEN + "}");
        try (MisbehavingServer server = MisbehavingServer.start(request -> Answer.status(isGone.get() ? 410 : 200))) {
            String host = server.uri("/").getAuthority();
            CompletableFuture<AgentJvm.Ended> ended = CompletableFuture.supplyAsync(() -> {
                try {
                    return AgentJvm.on(jdk)
                            .agent(configuration)
                            .run("CallUntilGone", server.uri("/secret?token=secret"));
                } catch (IOException | InterruptedException e) {
                    throw new CompletionException(e);
                }
            });

            assertThat(await(port, "/", page -> true)).contains("<title>Breakwater</title>");
            assertThat(ask(port, "/uPlot.iife.min.js", "")).contains("uPlot");
            assertThat(ask(port, "/uPlot.min.css", "")).contains(".uplot");
            String curves = "/api/history?destination=" + URLEncoder.encode(host, StandardCharsets.UTF_8);
            assertThat(await(port, curves, answer -> answer.matches("(?s).*\"succeeded\":\\[[^]]*[1-9].*")))
                    .containsPattern("\"succeeded\":\\[[^]]*[1-9]");
            ask(port, "/api/switch", "on=false");
            assertThat(ask(port, "/api/status", ""))
                    .contains("\"switchedOff\":{", "\"by\":\"page\"", "\"name\":\"" + host + "\"")
                    .doesNotContain("secret", TOKEN);
            isGone.set(true);

            assertThat(ended.join().err())
                    .anySatisfy(line -> assertThat(line).isEqualTo("breakwater: operator (page): everything is off"));
        } finally {
            isGone.set(true);
        }
    }
}
