package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Servers that are not there, or break off. */
final class FailureScenarios {
    private static final Duration TIME_TO_OPEN = Duration.ofMillis(300);

    private FailureScenarios() {}

    static String resetEveryTime(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.reset());

        return seen.assertRequests(3).assertFailure(IOException.class).text();
    }

    static String resetOnce(Stage stage) {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.reset(), Answer.ok("yes"));

        return seen.assertRequests(2).assertStatus(200).text();
    }

    /** The application has the answer already: what follows is its own. */
    static String resetInBody(Stage stage) throws Exception {
        Seen without = stage.withoutAgent(CallSpec::get, Answer.half(200, "beginning"));
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.half(200, "beginning"));

        return seen.assertRequests(1)
                .assertFailure(IOException.class)
                .assertAs(without)
                .text();
    }

    static String refusedTwice(Stage stage) throws Exception {
        return openedAfterTwoRetries(stage, CallSpec::get);
    }

    /** With room for more than two retries, because nobody knows how soon the port is open. */
    static String openedAfterTwoRetries(Stage stage, Function<URI, CallSpec> spec) throws Exception {
        return openedAfterTwoRetries(stage, new Caller(null, false, null), spec);
    }

    static String openedAfterTwoRetries(Stage stage, Caller caller, Function<URI, CallSpec> spec) throws Exception {
        try (DeafPort nobody = new DeafPort()) {
            Agent agent = stage.guard(Rules.attempts(10).deadlines().backoff(TIME_TO_OPEN));
            ClientForm.RunningCall call;
            try (Scope serving = agent.serves(caller)) {
                call = stage.start(spec.apply(nobody.uri()));
            }
            Waiting.until(() -> agent.interventions(InterventionKind.RETRY).size() >= 2);
            int port = nobody.port();
            nobody.close();
            ScriptedServer server = stage.serveAt(port, Answer.ok("yes"));

            Ending ending = Ending.of(call);

            return new Seen(server, ending, 0)
                    .assertStatus(200)
                    .assertRequests(1)
                    .text();
        }
    }

    static String refusedEveryTime(Stage stage) throws Exception {
        Agent agent = stage.guard(Rules.attempts(3));
        try (DeafPort nobody = new DeafPort()) {

            Ending ending = stage.call(CallSpec.get(nobody.uri()));

            assertThat(ending.failure()).isInstanceOf(ConnectException.class);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(2);
            return "3 attempts, " + ending.text();
        }
    }

    static String halfClose(Stage stage) throws Exception {
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.halfClose());

        assertThat(seen.server().sawClose(5000)).isTrue();
        return seen.assertRequests(3).assertFailure(IOException.class).text();
    }

    static String tooShort(Stage stage) throws Exception {
        Seen without = stage.withoutAgent(CallSpec::get, Answer.tooShort(200, "beginning"));
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.tooShort(200, "beginning"));

        return seen.assertRequests(1).assertAs(without).text();
    }

    /** Whether this is a broken connection or a broken protocol is for the client to say; it ends in any case. */
    static String garbage(Stage stage) throws Exception {
        Seen without = stage.withoutAgent(CallSpec::get, Answer.garbage());
        stage.guard(Rules.attempts(3));

        Seen seen = stage.seen(Answer.garbage());

        assertThat(seen.requests()).isIn(1, 3);
        assertThat(seen.ending().text()).isEqualTo(without.ending().text());
        return seen.text();
    }
}
