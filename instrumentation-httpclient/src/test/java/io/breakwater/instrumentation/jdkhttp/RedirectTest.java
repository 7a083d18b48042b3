package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trap 13: a redirect to another host is charged to that host. */
class RedirectTest {
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    /** Trap 13. */
    @ParameterizedTest
    @EnumSource
    void the_failures_of_the_target_open_the_targets_breaker_alone(Sending sending) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "down"));
                ScriptedServer first = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Agent agent = Agent.with(Rules.none().breakerAfter(2))) {

            sending.send(client, Sent.get(first));
            sending.send(client, Sent.get(first));

            assertThat(agent.stateOf(target)).isEqualTo(CircuitState.OPEN);
            assertThat(agent.stateOf(first)).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** Trap 13: also if nobody listens there. */
    @ParameterizedTest
    @EnumSource
    void a_target_that_refuses_connections_is_counted_for_itself(Sending sending) throws Exception {
        try (DeafPort nobody = new DeafPort();
                ScriptedServer first = ScriptedServer.answering(Answer.redirect(nobody.uri()));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(first)));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(agent.stateOf(nobody.uri())).isEqualTo(CircuitState.OPEN);
            assertThat(agent.stateOf(first)).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** Until Java 17 the client forgets a timer at a redirect, which then cuts off whoever has the connection next. */
    @ParameterizedTest
    @EnumSource
    void the_limit_of_a_redirected_call_does_not_cut_a_later_one(Sending sending) throws Exception {
        Answer late = Answer.status(200, "late").after(400);
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.redirect(URI.create("/next")), Answer.status(200, "redirected"), late, late, late);
                Agent agent = Agent.with(Rules.none().attempt(Duration.ofSeconds(1)))) {

            for (int call = 0; call < 4; call++) {
                assertThat(sending.send(client, Sent.get(server)).statusCode()).isEqualTo(200);
            }

            assertThat(agent.kinds()).isEmpty();
        }
    }

    /** The first host has acted on it: what cannot be reached behind a redirect is no reason to send it again. */
    @ParameterizedTest
    @EnumSource
    void a_post_that_was_redirected_to_nobody_is_not_repeated(Sending sending) throws Exception {
        try (DeafPort nobody = new DeafPort();
                ScriptedServer first = ScriptedServer.answering(Answer.status(307, "", "Location: " + nobody.uri()));
                Agent agent = Agent.with(Rules.attempts(3).retryOn(FailureClass.CONNECT_FAILURE))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.post(first, "an order")));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(first.requests()).isEqualTo(1);
        }
    }

    /** Trap 13: nothing reaches a target whose breaker is open; not by the client's own repetition either. */
    @ParameterizedTest
    @EnumSource
    void a_target_whose_breaker_is_open_is_not_called(Sending sending) throws Exception {
        Rules[] each = {
            Rules.none().breakerAfter(1),
            Rules.attempts(3).retryOn(FailureClass.CONNECT_FAILURE).breakerAfter(1)
        };
        for (Rules rules : each) {
            try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "down"));
                    ScriptedServer first = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                    Agent agent = Agent.with(rules)) {
                sending.send(client, Sent.get(target));

                Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(first)));

                assertThat(thrown).isInstanceOf(ConnectException.class).hasMessageContaining("circuit breaker");
                assertThat(target.requests()).isEqualTo(1);
                assertThat(first.requests()).isEqualTo(1);
                assertThat(agent.stateOf(first)).isEqualTo(CircuitState.CLOSED);
                assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    /** Trap 13: a target without a policy is nobody's failure. */
    @ParameterizedTest
    @EnumSource
    void a_target_that_nothing_guards_is_counted_for_nobody(Sending sending) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "down"));
                ScriptedServer first = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Agent agent = Agent.with(Rules.none().breakerAfter(1)).at(target, Rules.none())) {

            HttpResponse<String> response = sending.send(client, Sent.get(first));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(agent.stateOf(first)).isEqualTo(CircuitState.CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_retry_begins_at_the_first_address_again(Sending sending) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                ScriptedServer first = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(10))) {

            HttpResponse<String> response = sending.send(client, Sent.get(first));

            assertThat(response.body()).isEqualTo("yes");
            assertThat(response.uri()).isEqualTo(target.uri("/"));
            assertThat(response.previousResponse())
                    .hasValueSatisfying(
                            previous -> assertThat(previous.statusCode()).isEqualTo(302));
            assertThat(first.requests()).isEqualTo(2);
            assertThat(target.requests()).isEqualTo(2);
        }
    }
}
