package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.FailureClass;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.HttpRequestRetryExec;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client repeats an idempotent request by itself, once, after a 503 or when the connection breaks. */
class ClientRepetitionTest {
    private final Clients clients = new Clients();

    @AfterEach
    void close() throws Exception {
        clients.close();
    }

    @ParameterizedTest
    @EnumSource
    void under_our_policy_a_failing_server_sees_exactly_max_attempts(Sending sending) throws Exception {
        for (Answer bad :
                new Answer[] {Answer.status(503, "no"), Answer.status(429, "no"), Answer.reset(), Answer.end()}) {
            try (ScriptedServer server = ScriptedServer.answering(bad);
                    Agent agent = Agent.with(Rules.attempts(3))) {

                Throwable unused = catchThrowable(() -> sending.get(clients, server.uri("/")));

                assertThat(server.requests()).isEqualTo(3);
                clients.awaitNoneLeased();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reset_of_a_reused_connection_is_repeated_by_us_alone(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("first"), Answer.reset());
                Agent agent = Agent.with(Rules.attempts(2))) {
            sending.get(clients, server.uri("/"));

            Throwable thrown = catchThrowable(() -> sending.get(clients, server.uri("/")));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1 + 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void where_our_policy_does_not_decide_the_client_does_as_ever(Sending sending) throws Exception {
        Rules[] others = {
            Rules.attempts(3).observe(),
            Rules.attempts(1),
            Rules.attempts(3).retryOn(FailureClass.CONNECT_FAILURE),
            Rules.none().breakerAfter(100)
        };
        for (Answer bad : new Answer[] {Answer.status(503, "no"), Answer.reset()}) {
            int asEver;
            try (ScriptedServer server = ScriptedServer.answering(bad)) {
                Throwable unused = catchThrowable(() -> sending.get(clients, server.uri("/")));
                asEver = server.requests();
            }
            assertThat(asEver).isEqualTo(sending == Sending.MINIMAL ? 1 : 2);

            for (Rules rules : others) {
                try (ScriptedServer server = ScriptedServer.answering(bad);
                        Agent agent = Agent.with(rules)) {

                    Throwable unused = catchThrowable(() -> sending.get(clients, server.uri("/")));

                    assertThat(server.requests()).isEqualTo(asEver);
                }
            }
        }
    }

    /** The client's own strategy looks at the answer alone. */
    @ParameterizedTest
    @EnumSource
    void a_post_that_is_not_ours_to_repeat_is_left_to_the_client(Sending sending) throws Exception {
        int asEver;
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"))) {
            sending.send(clients, "POST", server.uri("/"), null, null, HttpClientContext.create());
            asEver = server.requests();
        }
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            sending.send(clients, "POST", server.uri("/"), null, null, HttpClientContext.create());

            assertThat(server.requests()).isEqualTo(asEver);
        }
    }

    /** Two redirects, so that the mark has to survive the client's new requests and scopes. */
    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "ASYNC"})
    void after_redirects_it_is_still_our_attempt(Sending sending) throws Exception {
        try (ScriptedServer last = ScriptedServer.answering(Answer.status(503, "no"));
                ScriptedServer second = ScriptedServer.answering(Answer.redirect(last.uri("/last")));
                ScriptedServer first = ScriptedServer.answering(Answer.redirect(second.uri("/second")));
                Agent agent = Agent.with(Rules.attempts(2))) {

            assertThat(sending.get(clients, first.uri("/")).status()).isEqualTo(503);

            assertThat(first.requests()).isEqualTo(2);
            assertThat(last.requests()).isEqualTo(2);
            clients.awaitNoneLeased();
        }
    }

    /** One that the application has put in the place of the client's own. */
    @Test
    void a_part_that_overrides_the_clients_own_repetition_is_run_once_for_each_of_our_attempts() throws Exception {
        assertOverridden(Rules.attempts(3), 3, 3);
        assertOverridden(Rules.attempts(3).observe(), 1, 2);
    }

    private static void assertOverridden(Rules rules, int expectedRuns, int requests) throws IOException {
        AtomicInteger runs = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                CloseableHttpClient client = HttpClients.custom()
                        .replaceExecInterceptor(ChainElement.RETRY.name(), new CountedRepetition(runs))
                        .build();
                Agent agent = Agent.with(rules)) {

            client.execute(new HttpGet(server.uri("/"))).close();

            assertThat(server.requests()).isEqualTo(requests);
            assertThat(runs).hasValue(expectedRuns);
        }
    }

    private static final class CountedRepetition extends HttpRequestRetryExec {
        private final AtomicInteger runs;

        CountedRepetition(AtomicInteger runs) {
            super(new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(1)));
            this.runs = runs;
        }

        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
                throws IOException, HttpException {
            runs.incrementAndGet();
            return super.execute(request, scope, chain);
        }
    }
}
