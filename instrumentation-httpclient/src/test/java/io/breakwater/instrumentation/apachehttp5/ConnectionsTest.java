package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.scenario.CallResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every connection goes back to its pool, or is closed; with room for one, a lost one would be missed. */
class ConnectionsTest {
    private final Clients clients = new Clients().room(1);

    @AfterEach
    void close() throws Exception {
        clients.close();
    }

    @ParameterizedTest
    @EnumSource
    void one_connection_serves_all_attempts(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(503, "no"), Answer.chunked(503, "in", "parts"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            assertThat(sending.get(clients, server.uri("/")).body()).isEqualTo("yes");

            assertThat(server.connections()).isEqualTo(1);
            clients.awaitNoneLeased();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_large_error_is_cut_off_and_the_next_attempt_has_room(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.bytes(503, new byte[1 << 20]), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            assertThat(sending.get(clients, server.uri("/")).body()).isEqualTo("yes");

            clients.awaitNoneLeased();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_whose_body_stalls_is_cut_off_after_a_second(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(503), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            assertThat(sending.get(clients, server.uri("/")).body()).isEqualTo("yes");

            assertThat(server.sawClose(5000)).isTrue();
            clients.awaitNoneLeased();
        }
    }

    /** The retry was decided, and then the breaker opened. */
    @ParameterizedTest
    @EnumSource
    void an_answer_that_was_held_for_nothing_is_given_out_whole(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        number -> Answer.status(503, "held", "Content-Type: text/plain", "X-Number: " + number));
                Agent agent = Agent.with(
                        Rules.attempts(3).backoff(Duration.ofMinutes(1)).breakerAfter(2))) {
            Future<CallResult> first = InOtherThread.call(() -> sending.get(clients, server.uri("/")));
            agent.awaitWait(Duration.ofMinutes(1));
            clients.awaitNoneLeased();

            // Another call opens the breaker; one that is not repeated, and, for the client of 5.0, has no body.
            sending.send(clients, "POST", server.uri("/"), null, null, HttpClientContext.create());

            CallResult held = Sending.resultOf(first);
            assertThat(held.status()).isEqualTo(503);
            assertThat(held.body()).isEqualTo("held");
            assertThat(held.header("X-Number")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_budget_the_answer_is_the_applications(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "as it is"));
                Agent agent = Agent.with(Rules.attempts(3).budget(new BudgetPolicy(0, 10_000_000_000L, 0)))) {

            assertThat(sending.get(clients, server.uri("/")).body()).isEqualTo("as it is");

            assertThat(server.requests()).isEqualTo(1);
            clients.awaitNoneLeased();
        }
    }

    /** The client reads what is left, to keep the connection: under our limits, as the rest. */
    @Test
    void a_response_that_the_application_closes_unread_frees_the_connection() throws Exception {
        for (Answer answer : new Answer[] {Answer.drip(10, 20), Answer.headThenSilence(200)}) {
            try (ScriptedServer server = ScriptedServer.answering(answer);
                    Agent agent = Agent.with(Rules.attempts(3).total(Duration.ofMillis(500)))) {

                Throwable unused = catchThrowable(() ->
                        clients.classic.execute(new HttpGet(server.uri("/"))).close());

                clients.awaitNoneLeased();
            }
        }
    }

    /** Without the agent, the client itself loses one in a few, and 5.0 does not hear of it where a request is simple. */
    @Test
    void cancelling_often_loses_no_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.attempts(3).total(Duration.ofMinutes(1)))) {
            for (int i = 0; i < 100; i++) {
                Future<?> future = clients.async.execute(
                        new BasicRequestProducer("GET", server.uri("/")), new CountingConsumer(false, false), null);
                server.awaitRequest();

                future.cancel(true);

                clients.awaitNoneLeased();
                assertThat(agent.underWay(server)).isZero();
            }
        }
    }

    @Test
    void aborting_the_applications_request_ends_the_attempt_and_the_backoff() throws Exception {
        Answer[] answers = {Answer.silence(), Answer.status(503, "no")};
        for (Answer answer : answers) {
            try (ScriptedServer server = ScriptedServer.answering(answer);
                    Agent agent = Agent.with(Rules.attempts(3).backoff(Duration.ofMinutes(1)))) {
                HttpGet request = new HttpGet(server.uri("/"));
                Future<CallResult> call =
                        InOtherThread.call(() -> clients.classic.execute(request, ClassicForm::resultOf));
                server.awaitRequest();

                request.abort();

                assertThat(catchThrowable(() -> Sending.resultOf(call))).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(1);
                clients.awaitNoneLeased();
            }
        }
    }

    /** The place of a call is free before the application learns of its end. */
    @ParameterizedTest
    @EnumSource
    void calls_one_after_another_need_one_place(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        number -> number % 2 == 0 ? Answer.ok("yes") : Answer.status(204, ""));
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ZERO))) {
            for (int i = 0; i < 200; i++) {
                assertThat(sending.get(clients, server.uri("/")).status()).isIn(200, 204);
            }
        }
    }
}
