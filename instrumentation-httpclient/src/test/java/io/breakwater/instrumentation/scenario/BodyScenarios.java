package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** What is sent, and what may be sent again. */
final class BodyScenarios {
    private static final long LARGE_BYTES = 64L << 20;
    private static final String NO_BODIES = "sends no bodies";

    private BodyScenarios() {}

    static String repeatable(Stage stage) {
        if (!stage.form().sendsBodies()) {
            return Scenario.notPlayed(NO_BODIES);
        }
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seenOf(Stage.put("the body"), Answer.status(503, "no"), Answer.ok("yes"));

        assertThat(seen.server().received()).extracting(ReceivedRequest::text).containsOnly("the body");
        return seen.assertRequests(2).assertStatus(200).text();
    }

    static String oneTime(Stage stage) throws Exception {
        return notRepeatedByUs(stage, uri -> CallSpec.of("PUT", uri).bodyOnce("once".getBytes(StandardCharsets.UTF_8)));
    }

    static String post(Stage stage) throws Exception {
        return notRepeatedByUs(stage, uri -> CallSpec.of("POST", uri).body("once".getBytes(StandardCharsets.UTF_8)));
    }

    /** The client's own habits are not ours to change where our policy repeats nothing. */
    private static String notRepeatedByUs(Stage stage, Function<URI, CallSpec> spec) throws Exception {
        if (!stage.form().sendsBodies()) {
            return Scenario.notPlayed(NO_BODIES);
        }
        Seen without = stage.withoutAgent(spec, Answer.status(503, "no"));
        Agent agent = stage.guard(Rules.attempts(3));

        Seen seen = stage.seenOf(spec, Answer.status(503, "no"));

        assertThat(agent.kinds()).as("what we did").isEmpty();
        return seen.assertStatus(503).assertAs(without).text();
    }

    static String postNeverSent(Stage stage) throws Exception {
        if (!stage.form().sendsBodies()) {
            return Scenario.notPlayed(NO_BODIES);
        }
        return FailureScenarios.openedAfterTwoRetries(
                stage, uri -> CallSpec.of("POST", uri).body("once".getBytes(StandardCharsets.UTF_8)));
    }

    static String postWithKey(Stage stage) throws Exception {
        if (!stage.form().sendsBodies()) {
            return Scenario.notPlayed(NO_BODIES);
        }
        Function<URI, CallSpec> without = uri -> CallSpec.of("POST", uri).body("once".getBytes(StandardCharsets.UTF_8));
        Seen plain = stage.withoutAgent(without, Answer.status(503, "no"));
        Agent agent = stage.guard(Rules.attempts(3).key("Payment-Key"));

        stage.seenOf(without, Answer.status(503, "no")).assertStatus(503).assertAs(plain);
        assertThat(agent.kinds()).as("what we did without a key").isEmpty();

        Seen seen = stage.seenOf(
                uri -> without.apply(uri).header("payment-key", "4711"), Answer.status(503, "no"), Answer.ok("yes"));
        assertThat(seen.server().received())
                .extracting(request -> request.header("Payment-Key"))
                .containsOnly("4711");
        assertThat(seen.server().received()).extracting(ReceivedRequest::text).containsOnly("once");
        return seen.assertRequests(2).assertStatus(200).text();
    }

    static String signed(Stage stage) throws Exception {
        Function<URI, CallSpec> spec = uri -> CallSpec.get(uri)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=0");
        Seen without = stage.withoutAgent(spec, Answer.status(503, "no"));
        Agent agent = stage.guard(Rules.attempts(3));

        Seen seen = stage.seenOf(spec, Answer.status(503, "no"));

        assertThat(agent.kinds()).as("what we did").isEmpty();
        return seen.assertStatus(503).assertAs(without).text();
    }

    static String throwingHandler(Stage stage) throws Exception {
        Function<URI, CallSpec> spec = uri -> CallSpec.get(uri).throwingHandler();
        Seen without = stage.withoutAgent(spec, Answer.ok("yes"));
        if (without.ending().failure() == null) {
            return Scenario.notPlayed("no code of the application is given the answer");
        }
        stage.guard(Rules.attempts(3).total(Duration.ofMinutes(1)));
        ScriptedServer server = stage.serve(Answer.ok("yes"));

        Ending ending = stage.call(spec.apply(server.uri("/")));
        String seen =
                new Seen(server, ending, 0).assertRequests(1).assertAs(without).text();

        assertThat(stage.get(server).status()).as("the next call").isEqualTo(200);
        return seen;
    }

    static String large(Stage stage) throws Exception {
        stage.guard(Rules.attempts(3).total(Duration.ofMinutes(1)).idle(Duration.ofMinutes(1)));
        try (LargeBodyServer server = new LargeBodyServer(LARGE_BYTES)) {
            long received = stage.client().exchange(server.uri(), LargeBodyServer.stream(LARGE_BYTES));

            assertThat(received).isEqualTo(LARGE_BYTES);
            assertThat(server.receivedBytes()).isEqualTo(LARGE_BYTES);
            assertThat(server.grownBytes()).as("heap in use on the way").isLessThan(LARGE_BYTES / 2);
            return "passed on in small parts";
        } catch (UnsupportedOperationException reason) {
            return Scenario.notPlayed(reason.getMessage());
        }
    }
}
