package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import java.time.Duration;

/** Servers that are slow. The lower bounds are exact, the upper ones leave room for a slow machine. */
final class TimeoutScenarios {
    private static final Duration LIMIT = Duration.ofMillis(200);

    private TimeoutScenarios() {}

    static String blackHole(Stage stage) throws Exception {
        stage.guard(Rules.attempts(3).attempt(LIMIT));

        Seen seen = stage.seen(Answer.silence());

        assertCut(seen, 3);
        return seen.assertRequests(3).assertTimeout(LIMIT.multipliedBy(3)).text();
    }

    static String blackHoleOnce(Stage stage) throws Exception {
        stage.guard(Rules.attempts(3).attempt(Duration.ofMillis(500)));

        Seen seen = stage.seen(Answer.silence(), Answer.ok("yes"));

        assertCut(seen, 1);
        return seen.assertRequests(2).assertStatus(200).text();
    }

    /** How many attempts there is time for depends on the machine. */
    static String totalOverAttempts(Stage stage) throws Exception {
        Duration total = Duration.ofMillis(700);
        stage.guard(Rules.attempts(10).attempt(Duration.ofMillis(300)).total(total));

        Seen seen = stage.seen(Answer.silence());

        assertThat(seen.requests()).isBetween(2, 3);
        assertCut(seen, seen.requests());
        seen.assertTimeout(total);
        return "several requests, " + seen.ending().text();
    }

    static String stalledBody(Stage stage) throws Exception {
        Agent agent = stage.guard(Rules.attempts(3).idle(LIMIT));

        Seen seen = stage.seen(Answer.headThenSilence(200));

        assertCut(seen, 1);
        assertReported(stage, agent, InterventionKind.IDLE_TIMEOUT);
        return seen.assertRequests(1).assertTimeout(LIMIT).text();
    }

    static String dripWithinIdle(Stage stage) {
        stage.guard(Rules.attempts(3).idle(Duration.ofSeconds(2)));

        Seen seen = stage.seen(Answer.drip(20, 10));

        assertThat(seen.ending().body()).hasSize(20);
        return seen.assertRequests(1).assertStatus(200).text();
    }

    static String dripAgainstAttempt(Stage stage) throws Exception {
        Agent agent = stage.guard(Rules.attempts(3).attempt(LIMIT));

        Seen seen = stage.seen(Answer.drip(1000, 20));

        assertThat(seen.server().sawClose(5000)).isTrue();
        assertReported(stage, agent, InterventionKind.ATTEMPT_TIMEOUT);
        return seen.assertRequests(1).assertTimeout(LIMIT).text();
    }

    static String dripAgainstTotal(Stage stage) throws Exception {
        Agent agent = stage.guard(Rules.attempts(3).total(LIMIT).idle(Duration.ofSeconds(10)));

        Seen seen = stage.seen(Answer.drip(1000, 20));

        assertThat(seen.server().sawClose(5000)).isTrue();
        assertReported(stage, agent, InterventionKind.TOTAL_TIMEOUT);
        return seen.assertRequests(1).assertTimeout(LIMIT).text();
    }

    static String ownTimeout(Stage stage) throws Exception {
        Seen without = stage.withoutAgent(uri -> CallSpec.get(uri).ownTimeout(LIMIT), Answer.silence());
        stage.guard(Rules.none().attempt(Duration.ofSeconds(15)).total(Duration.ofSeconds(18)));

        Seen seen = stage.seenOf(uri -> CallSpec.get(uri).ownTimeout(LIMIT), Answer.silence());

        assertCut(seen, 1);
        return seen.assertRequests(1).assertTimeout(LIMIT).assertAs(without).text();
    }

    /** Once; by then the application knows already. A body that OkHttp cuts off at our word is the client's own affair. */
    private static void assertReported(Stage stage, Agent agent, InterventionKind kind) {
        if (!stage.form().client().equals("OkHttp")) {
            Waiting.until(() -> !agent.kinds().isEmpty());
            assertThat(agent.kinds())
                    .filteredOn(reported -> reported.word().endsWith("timeout"))
                    .containsExactly(kind);
        }
    }

    private static void assertCut(Seen seen, int connections) throws InterruptedException {
        for (int cut = 1; cut <= connections; cut++) {
            assertThat(seen.server().sawClose(5000))
                    .as("connection %d closed", cut)
                    .isTrue();
        }
    }
}
