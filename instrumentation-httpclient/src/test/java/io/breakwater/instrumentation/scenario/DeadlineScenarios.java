package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.time.Duration;
import java.util.List;

/** Calls that are made for somebody who waits only so long, or who repeats by himself. */
final class DeadlineScenarios {
    private static final String MILLIS = "x-envoy-expected-rq-timeout-ms";
    private static final String COUNT = "x-envoy-attempt-count";
    private static final List<String> NAMES = List.of(MILLIS, COUNT, "baggage", "traceparent", "grpc-timeout");
    private static final Duration LEFT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(15);

    private DeadlineScenarios() {}

    /** Traps 28 and 29. */
    static String over(Stage stage) {
        Agent agent = stage.guard(Rules.attempts(3).deadlinesAreTold());

        Seen seen;
        try (Scope serving = agent.servesFor(Rules.MARGIN.plusNanos(400_000))) {
            seen = stage.seen(Answer.ok("too late"));
        }

        assertThat(seen.ending().isTimeout()).as("a timeout: %s", seen.ending()).isTrue();
        assertThat(seen.ending().failure()).hasMessageContaining("was not called: the deadline leaves 0 ms");
        assertThat(seen.server().connections()).isZero();
        assertThat(agent.kinds()).containsExactly(InterventionKind.DEADLINE_EXCEEDED);
        return "nothing sent, " + seen.ending().text();
    }

    static String cuts(Stage stage) throws Exception {
        Agent agent = stage.guard(Rules.attempts(3).deadlines());

        Seen seen = cut(stage, agent, Answer.silence());

        assertThat(agent.kinds())
                .containsExactly(InterventionKind.DEADLINE_EXCEEDED, InterventionKind.RETRY_OUT_OF_TIME);
        return seen.text();
    }

    /** The lower bound is exact, the upper one leaves room for a slow machine. */
    private static Seen cut(Stage stage, Agent agent, Answer answer) throws Exception {
        long startNanos = System.nanoTime();
        Seen seen;
        try (Scope serving = agent.servesFor(LEFT)) {
            seen = stage.seen(answer);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);

        assertThat(seen.ending().isTimeout()).as("a timeout: %s", seen.ending()).isTrue();
        assertThat(elapsed).isBetween(LEFT.minus(Rules.MARGIN), LEFT.plusSeconds(5));
        assertThat(seen.server().sawClose(5000)).isTrue();
        return seen.assertRequests(1);
    }

    static String cutsBody(Stage stage) throws Exception {
        return cutsBody(stage, Answer.drip(1000, 20));
    }

    static String cutsStream(Stage stage) throws Exception {
        return cutsBody(stage, Answer.drip(1000, 20, "Content-Type: text/event-stream"));
    }

    private static String cutsBody(Stage stage, Answer slow) throws Exception {
        Agent agent = stage.guard(Rules.attempts(3).deadlines());

        return cut(stage, agent, slow).text();
    }

    /** Trap 11. */
    static String againstRetry(Stage stage) {
        Agent agent = stage.guard(Rules.attempts(3).deadlines().backoff(LONG));

        Seen seen;
        try (Scope serving = agent.servesFor(LONG)) {
            seen = stage.seen(Answer.status(503, "the only answer"), Answer.ok("too late"));
        }

        assertThat(seen.elapsed()).isLessThan(Duration.ofSeconds(10));
        assertThat(seen.ending().body()).isEqualTo("the only answer");
        assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY_OUT_OF_TIME);
        return seen.assertRequests(1).assertStatus(503).text();
    }

    static String told(Stage stage) {
        Agent agent = stage.guard(Rules.attempts(3).deadlinesAreTold().backoff(Duration.ofMillis(20)));

        Seen seen;
        try (Scope serving = agent.servesFor(LONG)) {
            seen = stage.seen(Answer.status(503, "no"), Answer.status(503, "no"), Answer.ok("yes"));
        }

        seen.assertRequests(3).assertStatus(200);
        long before = LONG.minus(Rules.MARGIN).toMillis() + 1;
        for (int attempt = 1; attempt <= 3; attempt++) {
            ReceivedRequest request = seen.server().received().get(attempt - 1);
            assertThat(request.headers(COUNT)).containsExactly(String.valueOf(attempt));
            long millis = toldMillis(request);
            assertThat(millis).isBetween(1L, before - 1);
            before = millis - (attempt < 3 ? 10 : 0); // at least the backoff less
        }
        return seen.text() + ", less time and a higher number each time";
    }

    /** The time that both headers tell, which are there once each. */
    private static long toldMillis(ReceivedRequest request) {
        assertThat(request.headers("traceparent")).isEmpty();
        assertThat(request.headers("grpc-timeout")).isEmpty();
        assertThat(request.headers(MILLIS)).hasSize(1);
        assertThat(request.headers("baggage")).hasSize(1);
        long millis = Long.parseLong(request.header(MILLIS));
        String[] times = request.header("baggage").replace("deadline=", "").split("-", -1);
        assertThat(Long.parseLong(times[0]) - Long.parseLong(times[1])).isBetween(millis - 1000, millis);
        return millis;
    }

    /** Trap 36. */
    static String merged(Stage stage) {
        Agent agent = stage.guard(Rules.none().deadlinesAreTold());

        Seen seen;
        try (Scope serving = agent.servesFor(LONG)) {
            seen = stage.seenOf(
                    uri -> CallSpec.get(uri)
                            .header("X-Envoy-Expected-Rq-Timeout-Ms", "1234")
                            .header("Baggage", "user=42;p=1, deadline=1-0, tenant=7"),
                    Answer.ok("yes"));
        }

        ReceivedRequest request = seen.server().received().get(0);
        assertThat(request.headers(MILLIS)).containsExactly("1234");
        assertThat(request.headers("baggage")).hasSize(1);
        assertThat(request.header("baggage")).matches("deadline=\\d{13}-\\d{13},user=42;p=1,tenant=7");
        seen.assertRequests(1).assertStatus(200);
        return "one header each: the shorter time, ours before the others in the baggage";
    }

    /** Trap 35. */
    static String notTold(Stage stage) {
        Agent agent = stage.guard(Rules.attempts(3).deadlines());

        Seen seen;
        try (Scope serving = agent.servesFor(LONG)) {
            seen = stage.seen(Answer.status(503, "no"), Answer.ok("yes"));
        }

        seen.server().received().forEach(DeadlineScenarios::assertNothingTold);
        return seen.assertRequests(2).assertStatus(200).text() + ", none of our headers";
    }

    private static void assertNothingTold(ReceivedRequest request) {
        assertThat(NAMES).allSatisfy(name -> assertThat(request.headers(name)).isEmpty());
    }

    /** Traps 13 and 35: what the application says itself goes where the client takes it. */
    static String redirectToUntrusted(Stage stage) {
        ScriptedServer untrusted = stage.serve(Answer.ok("yes"));
        ScriptedServer trusted = stage.serve(Answer.redirect(untrusted.uri("/")));
        Agent agent = stage.guard(Rules.attempts(3).deadlines()).at(trusted, toldRoomy());

        Ending ending;
        try (Scope serving = agent.servesFor(LONG)) {
            ending = stage.call(CallSpec.get(trusted.uri("/")).header("Baggage", "user=42"));
        }

        assertThat(ending.body()).isEqualTo("yes");
        ReceivedRequest first = trusted.received().get(0);
        assertThat(first.headers(COUNT)).containsExactly("1");
        assertThat(first.header("baggage")).matches("deadline=\\d+-\\d+,user=42");
        ReceivedRequest second = untrusted.received().get(0);
        assertThat(second.headers("baggage")).containsExactly("user=42");
        assertThat(second.headers(COUNT)).isEmpty();
        assertThat(second.headers(MILLIS)).isEmpty();
        return ending.text() + ", none of our headers there";
    }

    static String redirectToTrusted(Stage stage) {
        ScriptedServer trusted = stage.serve(Answer.ok("yes"));
        ScriptedServer untrusted = stage.serve(Answer.redirect(trusted.uri("/")).after(30));
        Agent agent = stage.guard(Rules.attempts(3).deadlines()).at(trusted, toldRoomy());

        Ending ending;
        try (Scope serving = agent.servesFor(LONG)) {
            ending = stage.get(untrusted);
        }

        assertThat(ending.body()).isEqualTo("yes");
        assertNothingTold(untrusted.received().get(0));
        assertThat(trusted.received().get(0).headers(COUNT)).containsExactly("1");
        assertThat(toldMillis(trusted.received().get(0)))
                .isBetween(1L, LONG.minus(Rules.MARGIN).toMillis() - 30);
        return ending.text() + ", what is left by then";
    }

    private static Rules toldRoomy() {
        return Rules.attempts(3).deadlinesAreTold().roomy();
    }

    /** Trap 5. */
    static String repeatingCaller(Stage stage) {
        Agent agent = stage.guard(Rules.attempts(3).deadlines());

        Seen seen;
        try (Scope serving = agent.serves(new Caller(null, true, null))) {
            seen = stage.seen(Answer.status(503, "no"), Answer.ok("yes"));
        }

        assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY_LEFT_TO_CALLER);
        return seen.assertRequests(1).assertStatus(503).text();
    }

    static String neverSent(Stage stage) throws Exception {
        Caller repeating = new Caller(null, true, null);
        return FailureScenarios.openedAfterTwoRetries(stage, repeating, CallSpec::get);
    }
}
