package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.apache.http.entity.InputStreamEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application sees of a call that was refused, cut off, or never sent. */
class RejectionTest {

    /** Trap 94: and it costs no stack trace. */
    @ParameterizedTest
    @EnumSource
    void an_open_breaker_looks_like_a_host_that_is_down(Clients clients) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "down"));
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(3))) {
            one.send(new HttpGet(server.uri("/")));

            Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

            assertThat(thrown)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("localhost:" + server.port())
                    .hasMessageContaining("circuit breaker");
            assertThat(thrown.getStackTrace()).isEmpty();
            assertThat(server.requests()).isEqualTo(3);
            assertThat(one.leased()).isZero();
        }
    }

    /** Trap 94: a full bulkhead looks like a pool without a free connection. */
    @ParameterizedTest
    @EnumSource
    void a_full_bulkhead_looks_like_a_full_pool(Clients clients) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(3).bulkhead(1, Duration.ZERO))) {
            HttpGet first = new HttpGet(server.uri("/"));
            FutureTask<String> waiting = new FutureTask<>(() -> one.send(first));
            Thread thread = new Thread(waiting, "first");
            thread.start();
            server.awaitRequest();

            Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

            assertThat(thrown)
                    .isInstanceOf(ConnectionPoolTimeoutException.class)
                    .hasMessageContaining("the only place");
            assertThat(thrown.getStackTrace()).isEmpty();
            first.abort();
            assertThat(catchThrowable(() -> waiting.get(10, TimeUnit.SECONDS))).isNotNull();
            Waiting.until(() -> agent.underWay(server) == 0 && one.leased() == 0);
        }
    }

    /** Trap 13: it is the target of a redirect that is down, and not who redirects. */
    @ParameterizedTest
    @EnumSource
    void a_redirect_counts_for_its_target(Clients clients) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "down"));
                ScriptedServer server = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            assertThat(one.send(new HttpGet(server.uri("/")))).isEqualTo("503 down");

            Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

            assertThat(thrown).isInstanceOf(ConnectException.class).hasMessageContaining(":" + target.port());
            assertThat(server.requests()).isEqualTo(2);
            assertThat(target.requests()).isEqualTo(1);
            assertThat(one.leased()).isZero();
        }
    }

    /** A body that can be read once is whole as long as nobody began to read it. */
    @ParameterizedTest
    @EnumSource
    void a_stream_is_sent_once_the_host_is_there(Clients clients) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpPost order = new HttpPost(URI.create("http://localhost:" + port + "/"));
        byte[] body = "streamed".getBytes(StandardCharsets.UTF_8);
        order.setEntity(new InputStreamEntity(new ByteArrayInputStream(body), -1));
        try (Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(10).backoff(Duration.ofMillis(300)))) {
            FutureTask<String> call = new FutureTask<>(() -> one.send(order));
            new Thread(call, "order").start();
            Waiting.until(() -> !agent.interventions(InterventionKind.RETRY).isEmpty());

            try (ScriptedServer server = ScriptedServer.answeringAt(port, number -> Answer.ok("yes"))) {
                assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("200 yes");
                assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("streamed");
            }
        }
    }

    /** As in a parallel stream of calls to a host that hangs: nobody is left there to end them. */
    @ParameterizedTest
    @EnumSource
    void a_timeout_holds_where_the_common_pool_is_full(Clients clients) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Future<?>> hanging = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofMillis(300)))) {
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() * 4; i++) {
                hanging.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                release.await();
                            } catch (InterruptedException over) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        ForkJoinPool.commonPool()));
            }

            long startNanos = System.nanoTime();

            Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

            assertThat(thrown).isExactlyInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
            assertThat(server.sawClose(2000)).isTrue();
        } finally {
            release.countDown();
        }
        for (Future<?> each : hanging) {
            each.get(10, TimeUnit.SECONDS);
        }
    }
}
