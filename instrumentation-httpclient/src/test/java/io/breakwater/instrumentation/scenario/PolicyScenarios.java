package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Breaker, bulkhead, budget, and a policy that only watches. */
final class PolicyScenarios {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private PolicyScenarios() {}

    static String breakerOpens(Stage stage) {
        ScriptedServer server = stage.serve(Answer.status(503, "no"));
        Agent agent = stage.guard(Rules.attempts(2).breakerAfter(2));
        Ending first = stage.get(server);
        assertThat(first.status()).isEqualTo(503);
        assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
        int connections = server.connections();

        Ending ending = stage.get(server);

        assertThat(ending.failure()).isInstanceOf(ConnectException.class);
        assertThat(server.requests()).isEqualTo(2);
        assertThat(server.connections()).isEqualTo(connections);
        return "nothing sent, " + ending.text();
    }

    static String breakerRecovers(Stage stage) {
        ScriptedServer server = stage.serve(Answer.status(503, "no"), Answer.status(503, "no"), Answer.ok("yes"));
        Agent agent = stage.guard(Rules.attempts(2).breakerAfter(2).breakerOpenFor(Duration.ofMillis(200)));
        stage.get(server);
        Waiting.until(() -> agent.stateOf(server) == CircuitState.HALF_OPEN);

        Ending ending = stage.get(server);

        assertThat(ending.status()).isEqualTo(200);
        assertThat(server.requests()).isEqualTo(3);
        assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        return "1 request, " + ending.text();
    }

    /** Nobody waits for a host that is known to be down; who waited gets the answer that was there. */
    static String breakerOpensInBackoff(Stage stage) {
        ScriptedServer server = stage.serve(Answer.status(503, "what there was"));
        Agent agent = stage.guard(Rules.attempts(2).backoff(MINUTE).breakerAfter(2));
        ClientForm.RunningCall waiting = stage.start(CallSpec.get(server.uri("/")));
        agent.awaitWait(MINUTE);
        Ending second = stage.get(server);

        Ending ending = Ending.of(waiting);

        assertThat(second.status()).isEqualTo(503);
        assertThat(ending.body()).isEqualTo("what there was");
        return new Seen(server, ending, 0).assertStatus(503).assertRequests(2).text() + " to both callers at once";
    }

    static String bulkheadFull(Stage stage) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ScriptedServer server = stage.serve(Answer.ok("yes").when(release));
        stage.guard(Rules.attempts(3).bulkhead(1, Duration.ofMillis(50)));
        ClientForm.RunningCall first = stage.start(CallSpec.get(server.uri("/")));
        server.awaitRequest();

        Ending ending = stage.get(server);

        assertThat(ending.failure()).isInstanceOf(IOException.class);
        assertThat(server.requests()).isEqualTo(1);
        release.countDown();
        assertThat(Ending.of(first).status()).isEqualTo(200);
        return "nothing sent, " + ending.text();
    }

    static String budgetSpent(Stage stage) {
        stage.guard(Rules.attempts(3).budget(new BudgetPolicy(0, 10_000_000_000L, 0)));

        Seen seen = stage.seen(Answer.status(503, "no"));

        return seen.assertRequests(1).assertStatus(503).text();
    }

    static String observeUnavailable(Stage stage) throws Exception {
        return observed(stage, CallSpec::get, Answer.status(503, "no"));
    }

    static String observeReset(Stage stage) throws Exception {
        return observed(stage, CallSpec::get, Answer.reset());
    }

    static String observeBlackHole(Stage stage) throws Exception {
        return observed(stage, uri -> CallSpec.get(uri).ownTimeout(Duration.ofMillis(300)), Answer.silence());
    }

    private static String observed(Stage stage, Function<URI, CallSpec> spec, Answer answer) throws Exception {
        Seen without = stage.withoutAgent(spec, answer);
        stage.guard(Rules.attempts(3)
                .attempt(Duration.ofMillis(100))
                .total(Duration.ofMillis(150))
                .breakerAfter(1)
                .bulkhead(1, Duration.ZERO)
                .observe());

        Seen seen = stage.seenOf(spec, answer);
        Seen again = stage.seenOf(spec, answer);

        again.assertAs(without);
        return seen.assertAs(without).text() + " as without the agent";
    }
}
