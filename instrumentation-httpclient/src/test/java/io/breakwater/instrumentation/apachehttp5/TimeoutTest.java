package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.FullBacklog;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our limits, and those that the application has set. */
class TimeoutTest {
    private static final RequestConfig LONG =
            RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(60)).build();

    private final Clients clients = new Clients();

    @AfterEach
    void close() throws Exception {
        clients.close();
    }

    /** The asynchronous client's own timeouts come up to a second late. */
    @ParameterizedTest
    @EnumSource
    void an_attempt_ends_at_its_limit(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(2).attempt(Duration.ofMillis(300)))) {
            Throwable unused = catchThrowable(() -> sending.get(clients, server.uri("/warm")));
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.get(clients, server.uri("/")));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(600), Duration.ofMillis(1500));
            assertThat(server.requests()).isEqualTo(4);
            assertThat(agent.interventions(InterventionKind.ATTEMPT_TIMEOUT)).isNotEmpty();
            clients.awaitNoneLeased();
        }
    }

    /** A parallel stream of calls leaves the common pool no thread. */
    @ParameterizedTest
    @EnumSource
    void a_limit_holds_while_the_common_pool_is_busy(Sending sending) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(2).attempt(Duration.ofMillis(300)))) {
            occupyCommonPool(over);

            Throwable thrown = catchThrowable(
                    () -> Sending.resultOf(InOtherThread.call(() -> sending.get(clients, server.uri("/")))));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.requests()).isEqualTo(2);
        } finally {
            over.countDown();
        }
    }

    private static void occupyCommonPool(CountDownLatch until) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
        for (int thread = 0; thread < ForkJoinPool.getCommonPoolParallelism(); thread++) {
            ForkJoinPool.commonPool().execute(() -> {
                begun.countDown();
                try {
                    until.await();
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** As nearly every address of the world: the port is the scheme's. */
    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ASYNC"})
    void a_limit_holds_where_the_address_names_no_port(Sending sending) throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofMillis(300)))) {
            RequestConfig byProxy = RequestConfig.custom()
                    .setProxy(new HttpHost("localhost", proxy.port()))
                    .build();

            Throwable thrown =
                    catchThrowable(() -> sending.get(clients, URI.create("http://inventory.example/"), byProxy));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            assertThat(agent.kinds()).containsExactly(InterventionKind.ATTEMPT_TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fill_leaves_a_longer_timeout_of_the_application_alone(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("late").after(400));
                Agent agent = Agent.with(
                        Rules.attempts(2).attempt(Duration.ofMillis(100)).response(Duration.ofMillis(100)))) {

            assertThat(sending.get(clients, server.uri("/"), LONG).body()).isEqualTo("late");

            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cap_and_total_hold_against_a_longer_timeout_of_the_application(Sending sending) throws Exception {
        Rules[] shorter = {
            Rules.none().cap().response(Duration.ofMillis(200)), Rules.none().total(Duration.ofMillis(200))
        };
        for (Rules rules : shorter) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                    Agent agent = Agent.with(rules)) {

                Throwable thrown = catchThrowable(() -> sending.get(clients, server.uri("/"), LONG));

                assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_clients_default_configuration_is_the_applications_too(Sending sending) throws Exception {
        try (Clients patient = new Clients(LONG);
                ScriptedServer server =
                        ScriptedServer.answering(Answer.ok("late").after(400));
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofMillis(100)))) {
            boolean hasNone = sending == Sending.MINIMAL;

            Throwable thrown = catchThrowable(() -> sending.get(patient, server.uri("/")));

            assertThat(thrown == null).isEqualTo(!hasNone);
        }
    }

    /** A connect limit takes the way of the client's configuration, and is gone after the call. */
    @ParameterizedTest
    @EnumSource
    void a_connect_limit_leaves_no_trace_in_the_applications_context(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).connect(Duration.ofSeconds(5)))) {
            HttpClientContext context = HttpClientContext.create();
            context.setRequestConfig(LONG);

            assertThat(sending.send(clients, "GET", server.uri("/"), null, null, context)
                            .status())
                    .isEqualTo(200);

            assertThat(context.getRequestConfig()).isSameAs(LONG);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_does_not_come_about_is_given_up(Sending sending) throws Exception {
        try (FullBacklog full = new FullBacklog();
                Agent agent = Agent.with(Rules.attempts(2).connect(Duration.ofMillis(300)))) {
            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> sending.post(clients, full.uri(), "never sent"));

            assertThat(thrown).isInstanceOf(ConnectTimeoutException.class);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(600), Duration.ofSeconds(10));
            clients.awaitNoneLeased();
        }
    }
}
