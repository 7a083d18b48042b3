package io.breakwater.instrumentation.apachehttp4.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Faults;
import io.breakwater.instrumentation.kit.FullBacklog;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our connect timeout does to the connections of the client; that it is in time, others show. */
class ConnectTimeoutTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private PoolingNHttpClientConnectionManager pool;
    private CloseableHttpAsyncClient client;

    @BeforeEach
    void open() throws Exception {
        pool = new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor());
        pool.setDefaultMaxPerRoute(20);
        client = HttpAsyncClients.custom().setConnectionManager(pool).build();
        client.start();
    }

    @AfterEach
    void nothing_is_leased() throws Exception {
        Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
        client.close();
    }

    @Test
    void many_connections_that_do_not_come_about_are_closed_and_leave_their_places() throws Exception {
        try (FullBacklog full = new FullBacklog();
                ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().connect(LIMIT))) {
            List<Future<HttpResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(get(full.uri(), null));
            }
            Waiting.until(() -> full.waitingSockets() == 20);

            for (Future<HttpResponse> call : calls) {
                assertThat(failureOf(call)).isInstanceOf(ConnectException.class);
            }

            Waiting.until(() -> full.waitingSockets() == 0);
            Waiting.until(() -> pool.getTotalStats().getPending() == 0);
            HttpResponse response = get(server.uri("/"), null).get(10, TimeUnit.SECONDS);
            assertThat(response.getStatusLine().getStatusCode()).isEqualTo(200);
        }
    }

    /** With one place, the pool connects for the second call in the thread that ends the first. */
    @Test
    void a_call_that_waited_for_its_place_is_as_exact() throws Exception {
        pool.setDefaultMaxPerRoute(1);
        Duration best = Duration.ofHours(1);
        try (FullBacklog full = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(LIMIT))) {
            for (int round = 0; round < 5; round++) {
                long startNanos = System.nanoTime();
                Future<HttpResponse> first = get(full.uri(), null);
                Future<HttpResponse> second = get(full.uri(), null);

                assertThat(failureOf(first)).isInstanceOf(ConnectException.class);
                assertThat(failureOf(second)).isInstanceOf(ConnectException.class);

                Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
                best = elapsed.compareTo(best) < 0 ? elapsed : best;
            }
        }
        assertThat(best).isBetween(LIMIT.multipliedBy(2), LIMIT.multipliedBy(2).plusMillis(100));
    }

    @Test
    void what_the_application_sees_is_what_the_client_throws_by_itself() throws Exception {
        try (FullBacklog full = new FullBacklog()) {
            Throwable clients = failureOf(get(full.uri(), LIMIT));
            Throwable ours;
            try (Agent agent = Agent.with(Rules.none().connect(LIMIT))) {

                ours = failureOf(get(full.uri(), null));
            }

            assertThat(ours).hasSameClassAs(clients);
            assertThat(ours.getMessage()).isEqualTo(clients.getMessage());
        }
    }

    @Test
    void the_applications_own_connect_timeout_is_left_to_the_client() throws Exception {
        Rules[] all = {Rules.none(), Rules.none().connect(Duration.ofSeconds(10))};
        for (Rules rules : all) {
            try (FullBacklog full = new FullBacklog();
                    Agent agent = Agent.with(rules)) {

                assertThat(failureOf(get(full.uri(), LIMIT))).isInstanceOf(ConnectException.class);

                assertThat(agent.waits()).isEmpty();
            }
        }
    }

    @Test
    void after_a_bug_of_ours_the_clients_own_timer_ends_the_connecting() throws Exception {
        Faults faults = Faults.in("ConnectLimit.onConnect");
        try (FullBacklog full = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(LIMIT), faults)) {

            assertThat(failureOf(get(full.uri(), null))).isInstanceOf(ConnectException.class);

            assertThat(faults.hits()).isPositive();
            assertThat(agent.kinds()).contains(InterventionKind.FAIL_OPEN);
        }
    }

    private static Throwable failureOf(Future<HttpResponse> call) {
        Throwable thrown = catchThrowable(() -> call.get(20, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    private Future<HttpResponse> get(URI uri, Duration ownConnectTimeout) {
        HttpGet request = new HttpGet(uri);
        if (ownConnectTimeout != null) {
            request.setConfig(RequestConfig.custom()
                    .setConnectTimeout((int) ownConnectTimeout.toMillis())
                    .build());
        }
        return client.execute(request, null);
    }
}
