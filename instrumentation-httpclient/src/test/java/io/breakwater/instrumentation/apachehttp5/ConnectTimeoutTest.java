package io.breakwater.instrumentation.apachehttp5;

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
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our connect timeout does to the connections of an asynchronous client; that it is in time, others show. */
class ConnectTimeoutTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    /** At the first address nobody lets a connection in. */
    private static final DnsResolver RESOLVER = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            switch (host) {
                case "two.test":
                    return new InetAddress[] {InetAddress.getLoopbackAddress(), other()};
                case "twice.test":
                    return new InetAddress[] {InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress()};
                default:
                    return InetAddress.getAllByName(host);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private final PoolingAsyncClientConnectionManager pool = PoolingAsyncClientConnectionManagerBuilder.create()
            .setDnsResolver(RESOLVER)
            .setMaxConnPerRoute(20)
            .build();
    private CloseableHttpAsyncClient client;

    @BeforeEach
    void open() {
        client = HttpAsyncClients.custom()
                .setConnectionManager(pool)
                .disableAutomaticRetries()
                .build();
        client.start();
    }

    @AfterEach
    void nothing_is_leased() {
        Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
        client.close(CloseMode.IMMEDIATE);
    }

    @Test
    void the_next_address_is_tried_after_one_limit() throws Exception {
        try (FullBacklog full = new FullBacklog();
                ScriptedServer second = beside(full, Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).connect(LIMIT))) {
            long startNanos = System.nanoTime();

            SimpleHttpResponse response = Sending.resultOf(get(uri("two.test", full), null));

            assertThat(response.getBodyText()).isEqualTo("yes");
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThanOrEqualTo(LIMIT);
            assertThat(agent.interventions(InterventionKind.RETRY)).isEmpty();
            assertThat(second.connections()).isEqualTo(1);
            Waiting.until(() -> full.waitingSockets() == 0);
        }
    }

    @Test
    void each_address_has_the_whole_limit() throws Exception {
        try (FullBacklog full = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(LIMIT))) {
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> Sending.resultOf(get(uri("twice.test", full), null)));

            assertThat(thrown).isInstanceOf(ConnectTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThanOrEqualTo(LIMIT.multipliedBy(2));
            assertThat(agent.waits()).containsExactly(LIMIT, LIMIT);
        }
    }

    @Test
    void many_connections_that_do_not_come_about_are_closed_and_leave_their_places() throws Exception {
        try (FullBacklog full = new FullBacklog();
                ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().connect(LIMIT))) {
            List<Future<SimpleHttpResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(get(full.uri(), null));
            }
            Waiting.until(() -> full.waitingSockets() == 20);

            for (Future<SimpleHttpResponse> call : calls) {
                assertThat(catchThrowable(() -> Sending.resultOf(call))).isInstanceOf(ConnectTimeoutException.class);
            }

            Waiting.until(() -> full.waitingSockets() == 0);
            Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
            assertThat(pool.getTotalStats().getPending()).isZero();
            assertThat(Sending.resultOf(get(server.uri("/"), null)).getBodyText())
                    .isEqualTo("yes");
        }
    }

    @Test
    void what_the_application_sees_is_what_the_client_throws_by_itself() throws Exception {
        try (FullBacklog full = new FullBacklog()) {
            Throwable clients = catchThrowable(() -> Sending.resultOf(get(full.uri(), LIMIT)));
            Throwable ours;
            try (Agent agent = Agent.with(Rules.none().connect(LIMIT))) {

                ours = catchThrowable(() -> Sending.resultOf(get(full.uri(), null)));
            }

            assertThat(ours).hasSameClassAs(clients).hasMessage(clients.getMessage());
        }
    }

    @Test
    void the_applications_own_connect_timeout_is_left_to_the_client() throws Exception {
        Rules[] all = {Rules.none(), Rules.none().connect(Duration.ofSeconds(10))};
        for (Rules rules : all) {
            try (FullBacklog full = new FullBacklog();
                    Agent agent = Agent.with(rules)) {

                Throwable thrown = catchThrowable(() -> Sending.resultOf(get(full.uri(), LIMIT)));

                assertThat(thrown).isInstanceOf(ConnectTimeoutException.class);
                assertThat(agent.waits()).isEmpty();
            }
        }
    }

    @Test
    void a_call_that_nobody_guards_is_left_to_the_client_beside_one_that_is_guarded() throws Exception {
        try (FullBacklog full = new FullBacklog();
                FullBacklog other = new FullBacklog();
                Agent agent = Agent.with(Rules.none())) {
            agent.at(full.port(), Rules.none().connect(LIMIT));
            Future<SimpleHttpResponse> unguarded = get(other.uri(), LIMIT);

            assertThat(catchThrowable(() -> Sending.resultOf(get(full.uri(), null))))
                    .isInstanceOf(ConnectTimeoutException.class);

            assertThat(catchThrowable(() -> Sending.resultOf(unguarded))).isInstanceOf(ConnectTimeoutException.class);
            assertThat(agent.waits()).containsExactly(LIMIT);
        }
    }

    @Test
    void after_a_bug_of_ours_the_clients_own_timer_ends_the_connecting() throws Exception {
        Faults faults = Faults.in("ConnectLimit.onConnect");
        try (FullBacklog full = new FullBacklog();
                Agent agent = Agent.with(Rules.none().connect(LIMIT), faults)) {

            Throwable thrown = catchThrowable(() -> Sending.resultOf(get(full.uri(), null)));

            assertThat(thrown).isInstanceOf(ConnectTimeoutException.class);
            assertThat(faults.hits()).isPositive();
            assertThat(agent.kinds()).contains(InterventionKind.FAIL_OPEN);
        }
    }

    private static ScriptedServer beside(FullBacklog full, Answer answer) throws UnknownHostException {
        return ScriptedServer.answeringAt(other(), full.port(), number -> answer);
    }

    private static InetAddress other() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    }

    private static URI uri(String host, FullBacklog full) {
        return URI.create("http://" + host + ":" + full.port() + "/");
    }

    private Future<SimpleHttpResponse> get(URI uri, Duration ownConnectTimeout) {
        RequestConfig config = ownConnectTimeout == null
                ? null
                : RequestConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(ownConnectTimeout.toMillis()))
                        .build();
        return client.execute(Sending.simple("GET", uri, null, config), null);
    }
}
