package io.breakwater.instrumentation.apachehttp4.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.nio.protocol.BasicAsyncRequestProducer;
import org.apache.http.nio.protocol.BasicAsyncResponseConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts that fail in the middle of something, and what becomes of the client's connections and of the call. */
class AsyncFailureTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final PoolingNHttpClientConnectionManager pool;
    private CloseableHttpAsyncClient client;

    AsyncFailureTest() throws IOException {
        pool = new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor());
        client = HttpAsyncClients.custom().setConnectionManager(pool).build();
        client.start();
    }

    @AfterEach
    void nothing_is_leased() throws IOException {
        Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
        client.close();
    }

    /** Two connections are for all, and those that are cut off were mostly waiting for one. */
    @Test
    void attempts_that_are_cut_off_while_they_wait_for_the_pool_leave_it_whole() throws Exception {
        try (ScriptedServer silent = ScriptedServer.answering(Answer.silence());
                ScriptedServer other = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().attempt(LIMIT))) {
            agent.at(other, Rules.none());
            List<Future<HttpResponse>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(client.execute(new HttpGet(silent.uri("/")), null));
            }

            for (Future<HttpResponse> call : calls) {
                assertThat(failureOf(call)).isExactlyInstanceOf(SocketTimeoutException.class);
            }

            Waiting.until(() -> pool.getTotalStats().getLeased() == 0);
            Waiting.until(() -> pool.getTotalStats().getPending() == 0);
            HttpResponse answer =
                    client.execute(new HttpGet(other.uri("/")), null).get(10, TimeUnit.SECONDS);
            assertThat(answer.getStatusLine().getStatusCode()).isEqualTo(200);
        }
    }

    /** Those who wait there may wait for this very call. */
    @Test
    void a_busy_common_pool_keeps_no_limit_and_no_retry_from_its_time() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(2).attempt(LIMIT))) {
            for (int busy = 0; busy < 2 * ForkJoinPool.getCommonPoolParallelism(); busy++) {
                ForkJoinPool.commonPool().execute(() -> awaitQuietly(free));
            }

            assertThat(failureOf(client.execute(new HttpGet(server.uri("/")), null)))
                    .isExactlyInstanceOf(SocketTimeoutException.class);

            assertThat(server.requests()).isEqualTo(2);
        } finally {
            free.countDown();
        }
    }

    /** It says so by an exception that is called a cancellation, but nobody has cancelled anything. */
    @Test
    void a_client_that_is_closed_fails_a_call_as_it_does_without_us() throws Exception {
        Recorded told = new Recorded(URI.create("http://localhost:1/"));
        Throwable plain = failureOfAClosedClient(new Recorded(URI.create("http://localhost:1/")));
        Throwable observed;
        try (Agent agent = Agent.with(Rules.attempts(3).observe())) {

            observed = failureOfAClosedClient(told);
        }

        assertThat(observed).hasToString(plain.toString());
        assertThat(told.told).doesNotContain("cancelled", "consumer cancelled");
    }

    @Test
    void an_interceptor_that_fails_after_the_answer_repeats_no_post() throws Exception {
        CloseableHttpAsyncClient failing = HttpAsyncClients.custom()
                .addInterceptorLast((HttpResponse response, org.apache.http.protocol.HttpContext context) -> {
                    throw new ConnectException("another service is down");
                })
                .build();
        failing.start();
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("paid"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpPost payment = new HttpPost(server.uri("/"));
            payment.setEntity(new StringEntity("pay"));

            assertThat(failureOf(failing.execute(payment, null))).isInstanceOf(ConnectException.class);

            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
        } finally {
            failing.close();
        }
    }

    @Test
    void a_producer_that_fails_while_it_writes_repeats_no_post() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("paid"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpPost payment = new HttpPost(server.uri("/"));
            payment.setEntity(new NStringEntity("pay"));

            Future<HttpResponse> call = client.execute(
                    new FailingProducer(server.uri("/"), payment), new BasicAsyncResponseConsumer(), null);

            assertThat(failureOf(call)).isInstanceOf(ConnectException.class);
            assertThat(server.connections()).isLessThanOrEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_post_that_found_no_connection_is_still_repeated() throws Exception {
        try (Agent agent = Agent.with(Rules.attempts(3))) {
            HttpPost payment = new HttpPost("http://localhost:1/");
            payment.setEntity(new StringEntity("pay"));

            Throwable thrown = failureOf(client.execute(payment, null));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(thrown.getSuppressed()).hasSize(2);
        }
    }

    private static Throwable failureOfAClosedClient(Recorded application) throws Exception {
        CloseableHttpAsyncClient closing = HttpAsyncClients.createDefault();
        closing.start();
        Throwable warmUp = failureOf(closing.execute(new HttpGet("http://localhost:1/"), null));
        assertThat(warmUp).isInstanceOf(ConnectException.class);
        closing.close();

        Throwable thrown =
                catchThrowable(() -> closing.execute(application.producer(), application.consumer(), null, application)
                        .get(10, TimeUnit.SECONDS));

        return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    }

    private static Throwable failureOf(Future<HttpResponse> call) {
        Throwable thrown = catchThrowable(() -> call.get(20, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class FailingProducer extends BasicAsyncRequestProducer {
        FailingProducer(URI uri, HttpPost request) {
            super(new HttpHost(uri.getHost(), uri.getPort()), request);
        }

        @Override
        public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
            throw new ConnectException("where the body comes from is down");
        }
    }
}
