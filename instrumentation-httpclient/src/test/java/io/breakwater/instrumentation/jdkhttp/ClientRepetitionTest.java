package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The client repeats a GET by itself, once, when the connection breaks before an answer. */
class ClientRepetitionTest {
    private final HttpClient client = HttpClient.newHttpClient();

    /** Trap 4: no multiplication. */
    @ParameterizedTest
    @CsvSource({"SEND, 2", "SEND, 3", "SEND_ASYNC, 2", "SEND_ASYNC, 3"})
    void under_our_policy_the_server_sees_exactly_max_attempts(Sending sending, int attempts) throws Exception {
        for (Answer broken : new Answer[] {Answer.reset(), Answer.end()}) {
            try (ScriptedServer server = ScriptedServer.answering(broken);
                    Agent agent = Agent.with(Rules.attempts(attempts))) {

                Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

                assertThat(thrown).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(attempts);
            }
        }
    }

    /** Trap 4: also on a connection that an earlier call left open. */
    @ParameterizedTest
    @EnumSource
    void a_reset_of_a_reused_connection_is_repeated_by_us_alone(Sending sending) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.ok("first"), Answer.reset(), Answer.reset(), Answer.reset());
                Agent agent = Agent.with(Rules.attempts(2))) {
            sending.send(client, Sent.get(server));

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1 + 2);
        }
    }

    /** Trap 4. */
    @ParameterizedTest
    @EnumSource
    void a_post_is_sent_once(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset());
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown = catchThrowable(() -> sending.send(client, Sent.post(server, "order")));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Trap 4: what the client does by itself is left alone where our policy does not drive the call. */
    @ParameterizedTest
    @EnumSource
    void without_a_policy_of_ours_the_client_repeats_as_ever(Sending sending) throws Exception {
        Rules[] others = {
            Rules.attempts(3).observe(),
            Rules.attempts(1),
            Rules.attempts(3).retryOn(FailureClass.GATEWAY_ERROR),
            Rules.none().breakerAfter(100)
        };
        for (Rules rules : others) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.reset());
                    Agent agent = Agent.with(rules)) {

                Throwable thrown = catchThrowable(() -> sending.send(client, Sent.get(server)));

                assertThat(thrown).isInstanceOf(IOException.class);
                assertThat(server.requests()).isEqualTo(2);
            }
        }
    }

    /** Trap 4: a refused connection is provably unsent, so that a POST is repeated, too, and counted by the breaker. */
    @ParameterizedTest
    @EnumSource
    void a_refused_connection_is_tried_max_attempts_times(Sending sending) throws Exception {
        try (DeafPort nobody = new DeafPort();
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(3))) {
            HttpRequest request = HttpRequest.newBuilder(nobody.uri())
                    .POST(HttpRequest.BodyPublishers.ofString("order"))
                    .build();

            Throwable thrown = catchThrowable(() -> sending.send(client, request));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(thrown.getSuppressed()).hasSize(2);
            assertThat(agent.stateOf(nobody.uri())).isEqualTo(CircuitState.OPEN);
        }
    }
}
