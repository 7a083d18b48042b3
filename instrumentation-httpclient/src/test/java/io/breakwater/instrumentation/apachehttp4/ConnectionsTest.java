package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.TestTimer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client with one connection, and what our attempts leave of it. */
class ConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final PoolingHttpClientConnectionManager pool = Clients.pool();
    private final CloseableHttpClient client =
            HttpClients.custom().setConnectionManager(pool).build();

    /** A connection that is aborted wakes its reader before the pool hears of it. */
    @AfterEach
    void nothing_is_leased() throws IOException {
        Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
        client.close();
    }

    /** Trap 1: the failed attempts' bodies are read to the end, so that their connection is free again. */
    @ParameterizedTest
    @EnumSource
    void all_attempts_use_the_same_connection(Clients clients) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(503, "no"), Answer.chunked(503, "not", "yet"), Answer.ok("yes"));
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(3))) {

            assertThat(one.send(new HttpGet(server.uri("/")))).isEqualTo("200 yes");

            assertThat(server.connections()).isEqualTo(1);
            assertThat(one.leased()).isZero();
        }
    }

    /** Trap 1: what is too long, or never ends, is closed, and the next attempt does not wait for it. */
    @ParameterizedTest
    @EnumSource
    void a_long_or_endless_error_body_is_given_up(Clients clients) throws Exception {
        for (Answer bad : new Answer[] {Answer.bytes(503, new byte[1 << 20]), Answer.headThenSilence(503)}) {
            try (ScriptedServer server = ScriptedServer.answering(bad, Answer.ok("yes"));
                    Clients.One one = clients.open();
                    Agent agent = Agent.with(Rules.attempts(2))) {

                assertThat(one.send(new HttpGet(server.uri("/")))).isEqualTo("200 yes");

                assertThat(server.sawClose(2000)).isTrue();
                assertThat(one.leased()).isZero();
            }
        }
    }

    /** Trap 26: a limit of ours does not stay on the connection for whoever has it next. */
    @Test
    void no_limit_is_left_on_a_connection() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(Answer.ok("quick"), Answer.ok("slow").after(700))) {
            try (Agent agent = Agent.with(
                    Rules.none().attempt(SHORT).response(SHORT).idle(SHORT).connect(SHORT))) {
                assertThat(body(new HttpGet(server.uri("/")))).isEqualTo("quick");
            }

            assertThat(body(new HttpGet(server.uri("/")))).isEqualTo("slow");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Trap 26: nor in what the application uses again. */
    @Test
    void settings_of_the_application_stay_as_they_are() throws Exception {
        RequestConfig own = RequestConfig.custom().setRedirectsEnabled(false).build();
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(own);
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.redirect(java.net.URI.create("http://localhost:1/")));
                Agent agent = Agent.with(Rules.none().connect(Duration.ofSeconds(5)))) {

            try (CloseableHttpResponse response = client.execute(new HttpGet(server.uri("/")), context)) {
                assertThat(response.getStatusLine().getStatusCode()).isEqualTo(302);
            }

            assertThat(context.getRequestConfig()).isSameAs(own);
        }
    }

    @Test
    void a_longer_timeout_of_the_application_stands_unless_it_is_capped() throws Exception {
        HttpGet slow = new HttpGet();
        slow.setConfig(RequestConfig.custom().setSocketTimeout(10_000).build());
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("slow").after(800))) {
            slow.setURI(server.uri("/"));
            try (Agent filling = Agent.with(Rules.none().attempt(SHORT).response(SHORT))) {
                assertThat(body(slow)).isEqualTo("slow");
            }
            try (Agent capping = Agent.with(Rules.none().attempt(SHORT).cap())) {
                assertThat(catchThrowable(() -> body(slow))).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    /** The application's own pool was too small: no reason to blame the host, or to try again. */
    @Test
    void a_wait_for_the_pool_that_is_too_long_is_not_repeated() throws Exception {
        RequestConfig impatient =
                RequestConfig.custom().setConnectionRequestTimeout(50).build();
        HttpGet second = new HttpGet();
        second.setConfig(impatient);
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            second.setURI(server.uri("/"));
            try (CloseableHttpResponse first = client.execute(new HttpGet(server.uri("/")))) {
                Throwable thrown = catchThrowable(() -> client.execute(second));

                assertThat(thrown).isInstanceOf(ConnectionPoolTimeoutException.class);
                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    /** An application that closes an answer early has no timer of ours running on. */
    @Test
    void an_answer_that_is_closed_early_ends_its_limits() throws Exception {
        int pendingBefore = TestTimer.INSTANCE.pendingTasks();
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(200));
                Agent agent =
                        Agent.with(Rules.none().total(Duration.ofMinutes(1)).idle(Duration.ofMinutes(1)))) {
            CloseableHttpResponse response = client.execute(new HttpGet(server.uri("/")));

            response.close();

            assertThat(server.sawClose(2000)).isTrue();
            assertThat(TestTimer.INSTANCE.pendingTasks()).isLessThanOrEqualTo(pendingBefore);
        }
    }

    /** Trap 20: a stream without an end has only the limit between its parts. */
    @Test
    void an_event_stream_outlives_the_total_timeout() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.drip(16, 50, "Content-Type: text/event-stream"));
                Agent agent =
                        Agent.with(Rules.none().total(SHORT).attempt(SHORT).idle(Duration.ofSeconds(10)));
                CloseableHttpResponse response = client.execute(new HttpGet(server.uri("/")));
                InputStream events = response.getEntity().getContent()) {

            assertThat(events.readAllBytes()).hasSize(16);
        }
    }

    private String body(HttpGet request) throws IOException {
        try (CloseableHttpResponse response = client.execute(request)) {
            return Sent.result(response).body();
        }
    }
}
