package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.ConnectException;
import java.time.Duration;

/** Servers that answer. */
final class AnswerScenarios {
    private AnswerScenarios() {}

    static String success(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.ok("yes"));

        assertThat(seen.ending().body()).isEqualTo("yes");
        return seen.assertRequests(1).assertStatus(200).text();
    }

    static String notFound(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.status(404, "no such thing"));

        return seen.assertRequests(1).assertStatus(404).text();
    }

    static String unavailableTwice(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.status(503, "no"), Answer.status(503, "no"), Answer.ok("yes"));

        assertThat(seen.ending().body()).isEqualTo("yes");
        return seen.assertRequests(3).assertStatus(200).text();
    }

    static String unavailableForEver(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.status(503, "the last answer"));

        assertThat(seen.ending().body()).isEqualTo("the last answer");
        return seen.assertRequests(3).assertStatus(503).text();
    }

    static String largeError(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.bytes(503, new byte[1 << 20]));

        assertThat(seen.ending().failure()).isNull();
        assertThat(seen.ending().body()).hasSize(1 << 20);
        return seen.assertRequests(3).assertStatus(503).text();
    }

    static String tooManyRequests(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.status(429, "no"), Answer.ok("yes"));

        return seen.assertRequests(2).assertStatus(200).text();
    }

    static String shortRetryAfter(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.status(503, "no", "Retry-After: 1"), Answer.ok("yes"));

        assertThat(seen.elapsed()).isGreaterThan(Duration.ofMillis(995));
        return seen.assertRequests(2).assertStatus(200).text() + " after the second";
    }

    static String longRetryAfter(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.status(503, "in an hour", "Retry-After: 3600"));

        assertThat(seen.ending().body()).isEqualTo("in an hour");
        return seen.assertRequests(1).assertStatus(503).text();
    }

    static String redirect(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(connection -> connection.request().path().equals("/there")
                ? Answer.ok("yes").give(connection)
                : Answer.status(302, "", "Location: /there").give(connection));

        assertThat(seen.ending().body()).isEqualTo("yes");
        return seen.assertRequests(2).assertStatus(200).text();
    }

    static String redirectToOpenBreaker(Stage stage) {
        ScriptedServer down = stage.serve(Answer.status(503, "no"));
        ScriptedServer first = stage.serve(Answer.redirect(down.uri("/")));
        Agent agent = stage.guard(Rules.attempts(3).breakerAfter(1));
        stage.get(down);
        assertThat(agent.stateOf(down)).isEqualTo(CircuitState.OPEN);

        Ending ending = stage.get(first);

        assertThat(ending.failure()).isInstanceOf(ConnectException.class);
        assertThat(down.requests()).as("requests to the host that is down").isEqualTo(1);
        assertThat(agent.stateOf(first)).isEqualTo(CircuitState.CLOSED);
        assertThat(first.requests()).isEqualTo(1);
        return "nothing sent there, " + ending.text();
    }
}
