package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.FailureClass;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.DefaultServiceUnavailableRetryStrategy;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.execchain.ClientExecChain;
import org.apache.http.impl.execchain.RetryExec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client repeats a GET by itself, three times, when the connection breaks before an answer. */
class ClientRepetitionTest {
    private static final int CLIENTS_OWN = 4;

    /** Trap 4: no multiplication. */
    @ParameterizedTest
    @EnumSource
    void under_our_policy_the_server_sees_exactly_max_attempts(Clients clients) throws Exception {
        for (Answer broken : new Answer[] {Answer.reset(), Answer.end()}) {
            for (int attempts = 2; attempts <= 5; attempts++) {
                try (ScriptedServer server = ScriptedServer.answering(broken);
                        Clients.One one = clients.open();
                        Agent agent = Agent.with(Rules.attempts(attempts))) {

                    Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

                    assertThat(thrown).isInstanceOf(IOException.class);
                    assertThat(thrown.getSuppressed()).hasSize(attempts - 1);
                    assertThat(server.requests()).isEqualTo(attempts);
                    assertThat(one.leased()).isZero();
                }
            }
        }
    }

    /** Trap 4: also behind a redirect, where the client has made a request of its own. */
    @ParameterizedTest
    @EnumSource
    void after_a_redirect_too(Clients clients) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.reset());
                ScriptedServer server = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Clients.One one = clients.open();
                Agent agent = Agent.with(Rules.attempts(2))) {

            Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(2);
            assertThat(target.requests()).isEqualTo(2);
        }
    }

    /** Trap 4: what the client does by itself is left alone where our policy does not drive the call. */
    @ParameterizedTest
    @EnumSource
    void without_a_policy_of_ours_the_client_repeats_as_ever(Clients clients) throws Exception {
        Rules[] others = {
            Rules.attempts(3).observe(),
            Rules.attempts(1),
            Rules.attempts(3).retryOn(FailureClass.GATEWAY_ERROR),
            Rules.none().breakerAfter(100)
        };
        for (Rules rules : others) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.reset());
                    Clients.One one = clients.open();
                    Agent agent = Agent.with(rules)) {

                Throwable thrown = catchThrowable(() -> one.send(new HttpGet(server.uri("/"))));

                assertThat(thrown).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(CLIENTS_OWN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_handler_of_the_application_decides_where_our_policy_does_not(Clients clients) throws Exception {
        DefaultHttpRequestRetryHandler twiceWhateverItIs = new DefaultHttpRequestRetryHandler(2, true);
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset(), Answer.reset(), Answer.ok("yes"));
                Clients.One one = clients.open(twiceWhateverItIs);
                Agent agent = Agent.with(Rules.attempts(5))) {
            HttpPost order = new HttpPost(server.uri("/"));
            order.setEntity(new StringEntity("order"));

            assertThat(one.send(order)).isEqualTo("200 yes");

            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("order", "order", "order");
            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** Trap 4: and the client may repeat after answers, too. */
    @Test
    void a_strategy_for_answers_is_asked_only_where_our_policy_does_not_decide() throws Exception {
        assertThat(requestsWithStrategy(Rules.attempts(3))).isEqualTo(3);
        assertThat(requestsWithStrategy(Rules.attempts(3).observe())).isEqualTo(2);
        assertThat(requestsWithStrategy(Rules.attempts(1))).isEqualTo(2);
        assertThat(requestsWithStrategy(Rules.attempts(3).retryOn(FailureClass.RESET)))
                .isEqualTo(2);
    }

    private static int requestsWithStrategy(Rules rules) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                CloseableHttpClient client = HttpClients.custom()
                        .setServiceUnavailableRetryStrategy(new DefaultServiceUnavailableRetryStrategy(1, 1))
                        .build();
                Agent agent = Agent.with(rules);
                CloseableHttpResponse response = client.execute(new HttpGet(server.uri("/")))) {
            assertThat(Sent.result(response).body()).isEqualTo("no");
            return server.requests();
        }
    }

    /** One that the application has put in the place of the client's own. */
    @Test
    void a_part_that_overrides_the_clients_own_repetition_is_run_once_for_each_of_our_attempts() throws Exception {
        assertOverridden(Rules.attempts(3), 3, 3);
        assertOverridden(Rules.attempts(3).observe(), 1, CLIENTS_OWN);
    }

    private static void assertOverridden(Rules rules, int expectedRuns, int requests) throws IOException {
        CountedRepetition repetition = new CountedRepetition();
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset());
                CloseableHttpClient client =
                        repetition.disableAutomaticRetries().build();
                Agent agent = Agent.with(rules)) {

            Throwable thrown = catchThrowable(() -> client.execute(new HttpGet(server.uri("/"))));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(requests);
            assertThat(repetition.runs).hasValue(expectedRuns);
        }
    }

    private static final class CountedRepetition extends HttpClientBuilder {
        final AtomicInteger runs = new AtomicInteger();

        @Override
        protected ClientExecChain decorateProtocolExec(ClientExecChain next) {
            return new Counted(next, runs);
        }
    }

    private static final class Counted extends RetryExec {
        private final AtomicInteger runs;

        Counted(ClientExecChain next, AtomicInteger runs) {
            super(next, DefaultHttpRequestRetryHandler.INSTANCE);
            this.runs = runs;
        }

        @Override
        public CloseableHttpResponse execute(
                HttpRoute route, HttpRequestWrapper request, HttpClientContext context, HttpExecutionAware execution)
                throws IOException, HttpException {
            runs.incrementAndGet();
            return super.execute(route, request, context, execution);
        }
    }
}
