package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.FailureClass;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.okhttp.Calling.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client repeats by itself what broke on a reused connection, and what a 408 or a 503 asks it to. */
class ClientRepetitionTest {
    private final OkHttpClient client = new OkHttpClient();

    /** Trap 4: no multiplication. */
    @ParameterizedTest
    @EnumSource
    void under_our_policy_the_server_sees_exactly_max_attempts(Calling calling) throws Exception {
        Answer[] answers = {
            Answer.reset(),
            Answer.end(),
            Answer.status(503, "", "Retry-After: 0"),
            Answer.status(429, "", "Retry-After: 0")
        };
        for (Answer answer : answers) {
            for (int attempts = 2; attempts <= 3; attempts++) {
                try (ScriptedServer server = ScriptedServer.answering(answer);
                        Agent agent = Agent.with(Rules.attempts(attempts))) {

                    calling.whateverTheEnd(client.newCall(Asked.get(server)));

                    assertThat(server.requests()).isEqualTo(attempts);
                }
            }
        }
    }

    /** Trap 4: where the client is most eager, which is on a connection that an earlier call left open. */
    @ParameterizedTest
    @EnumSource
    void a_reset_of_a_reused_connection_is_repeated_by_us_alone(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("first"), Answer.reset());
                Agent agent = Agent.with(Rules.attempts(2))) {
            calling.call(client, Asked.get(server));

            Throwable thrown = catchThrowable(() -> calling.call(client, Asked.get(server)));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1 + 2);
        }
    }

    /** Trap 4: what the client does by itself is left alone where our policy does not decide, request for request. */
    @ParameterizedTest
    @EnumSource
    void without_a_policy_of_ours_the_client_repeats_as_ever(Calling calling) throws Exception {
        Answer[][] scripts = {
            {Answer.ok("first"), Answer.reset()},
            {Answer.ok("first"), Answer.status(408, "")},
            {Answer.ok("first"), Answer.status(503, "", "Retry-After: 0")}
        };
        Rules[] others = {
            Rules.attempts(3).observe(),
            Rules.attempts(1),
            Rules.attempts(3).retryOn(FailureClass.CONNECT_FAILURE),
            Rules.none().breakerAfter(100)
        };
        for (Answer[] script : scripts) {
            int without = requests(calling, script, null, Asked::get);
            assertThat(without).as("the client repeats").isGreaterThan(2);
            for (Rules rules : others) {
                assertThat(requests(calling, script, rules, Asked::get)).isEqualTo(without);
            }
            assertThat(requests(calling, script, Rules.attempts(3), ClientRepetitionTest::post))
                    .isEqualTo(requests(calling, script, null, ClientRepetitionTest::post));
        }
    }

    private static Request post(ScriptedServer server) {
        return Asked.post(server.uri("/"), "order");
    }

    private static int requests(
            Calling calling, Answer[] script, Rules rules, Function<ScriptedServer, Request> request) throws Exception {
        OkHttpClient fresh = new OkHttpClient();
        try (ScriptedServer server = ScriptedServer.answering(script);
                Agent agent = rules == null ? null : Agent.with(rules)) {
            calling.call(fresh, request.apply(server));
            calling.whateverTheEnd(fresh.newCall(request.apply(server)));
            return server.requests();
        }
    }

    /** An application that forbids the client to repeat does not forbid it to us, and the other way round. */
    @Test
    void our_policy_holds_for_a_client_that_must_not_repeat() throws Exception {
        OkHttpClient calm = client.newBuilder().retryOnConnectionFailure(false).build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            Answered answered = Calling.EXECUTE.call(calm, Asked.get(server));

            assertThat(answered.body).isEqualTo("yes");
        }
    }

    /** Another address of the same host is no repetition: nothing was sent to the first. */
    @ParameterizedTest
    @EnumSource
    void the_client_goes_on_to_the_next_address_within_an_attempt(Calling calling) throws Exception {
        OkHttpClient twoAddresses = client.newBuilder()
                .dns(host -> Arrays.asList(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), InetAddress.getLoopbackAddress()))
                .build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {

            Answered answered = calling.call(twoAddresses, Asked.get(server));

            assertThat(answered.body).isEqualTo("yes");
            assertThat(agent.kinds()).isEmpty();
        }
    }
}
