package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.context.Scope;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpAsyncClients;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients with a cache: what it gives without asking is no call, and what it does behind our back is its own. */
class CacheTest {
    private static final CacheConfig CONFIG =
            CacheConfig.custom().setAsynchronousWorkers(1).build();

    private final CloseableHttpClient classic =
            CachingHttpClients.custom().setCacheConfig(CONFIG).build();
    private final CloseableHttpAsyncClient async =
            CachingHttpAsyncClients.custom().setCacheConfig(CONFIG).build();

    @AfterEach
    void close() throws Exception {
        classic.close();
        async.close(CloseMode.IMMEDIATE);
    }

    private String get(boolean inThread, URI uri) throws Exception {
        if (inThread) {
            return classic.execute(new HttpGet(uri), ClassicForm::resultOf).body();
        }
        async.start();
        SimpleHttpResponse response = Sending.resultOf(async.execute(Sending.simple("GET", uri, null, null), null));
        return response.getBodyText();
    }

    /** What differs from call to call, in headers of ours, is not what an answer is kept by. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_kept_answer_is_found_again_whatever_the_deadline(boolean inThread) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(200, "kept", "Cache-Control: max-age=60", "Vary: Accept", date(0)));
                Agent agent = Agent.with(Rules.none().deadlinesAreTold())) {
            for (int seconds = 10; seconds < 13; seconds++) {
                try (Scope serving = agent.servesFor(Duration.ofSeconds(seconds))) {
                    assertThat(get(inThread, server.uri("/kept"))).isEqualTo("kept");
                }
            }

            assertThat(server.requests()).isOne();
            assertThat(server.received().get(0).header("baggage")).startsWith("deadline=");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_hit_is_no_probe_of_the_breaker(boolean inThread) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(200, "kept", "Cache-Control: max-age=60", date(0)), Answer.reset());
                Agent agent = Agent.with(Rules.none().breakerAfter(1).breakerOpenFor(Duration.ofMillis(100)))) {
            get(inThread, server.uri("/kept"));
            try {
                get(inThread, server.uri("/other"));
            } catch (java.io.IOException opensTheBreaker) {
                assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
            }
            int requests = server.requests();
            Waiting.until(() -> agent.guardOf(server).breaker().permitsCall(System.nanoTime()));

            assertThat(get(inThread, server.uri("/kept"))).isEqualTo("kept");

            assertThat(server.requests()).isEqualTo(requests);
            assertThat(agent.stateOf(server)).isNotEqualTo(CircuitState.CLOSED);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** An asynchronous client gives the new answer to the same callback as the stale one, so the server waits until that is read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_stale_is_renewed_in_the_background(boolean inThread) throws Exception {
        String[] headers = {
            "Cache-Control: max-age=1, stale-while-revalidate=600", date(-60), "ETag: \"1\"", "Content-Type: text/plain"
        };
        CountDownLatch staleIsRead = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(200, "stale", headers),
                        Answer.status(200, "new", headers).when(staleIsRead));
                Agent agent = Agent.with(
                        Rules.attempts(3).total(Duration.ofMinutes(1)).roomy())) {
            get(inThread, server.uri("/"));
            server.awaitRequest();

            assertThat(get(inThread, server.uri("/"))).isEqualTo("stale");

            server.awaitRequest();
            staleIsRead.countDown();
            Waiting.until(() -> agent.underWay(server) == 0);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    private static String date(long seconds) {
        return "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
    }
}
