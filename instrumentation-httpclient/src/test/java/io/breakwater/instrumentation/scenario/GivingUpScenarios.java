package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Applications that do not wait for the end. */
final class GivingUpScenarios {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    private GivingUpScenarios() {}

    /** Down to the wire, wherever the client itself goes that far: on Java 11, an interrupted {@code send} does not. */
    static String cancelAttempt(Stage stage) throws Exception {
        boolean closedWithout = closedByCancelling(stage);
        stage.renewClient();
        stage.guard(Rules.attempts(3).total(MINUTE));

        boolean closed = closedByCancelling(stage);

        assertThat(closed || !closedWithout).as("connection closed").isTrue();
        return "1 request, connection " + (closed ? "closed" : "left to itself");
    }

    private static boolean closedByCancelling(Stage stage) throws Exception {
        ScriptedServer server = stage.serve(Answer.silence());
        ClientForm.RunningCall call = stage.start(CallSpec.get(server.uri("/")));
        server.awaitRequest();
        call.cancel();
        boolean closed = server.sawClose(3000);
        Ending ending = Ending.within(SOON, call);
        assertThat(ending).as("ended").isNotNull();
        assertThat(ending.failure()).isNotNull();
        assertThat(server.requests()).isEqualTo(1);
        return closed;
    }

    static String cancelBackoff(Stage stage) throws Exception {
        ScriptedServer server = stage.serve(Answer.status(503, "no"));
        Agent agent = stage.guard(Rules.attempts(3).backoff(MINUTE));
        ClientForm.RunningCall call = stage.start(CallSpec.get(server.uri("/")));
        agent.awaitWait(MINUTE);

        call.cancel();

        assertThat(Ending.within(SOON, call)).as("ended").isNotNull();
        assertThat(server.requests()).isEqualTo(1);
        return "1 request, ends at once";
    }

    /** Most blocking clients read from a socket that no interrupt wakes; the flag is what the application finds then. */
    static String interruptAttempt(Stage stage) throws Exception {
        if (!stage.form().isBlocking()) {
            return Scenario.notPlayed("no thread waits");
        }
        String without = interrupted(stage);
        stage.renewClient();
        stage.guard(Rules.attempts(3).total(MINUTE));

        String seen = interrupted(stage);

        assertThat(seen).as("as without the agent").isEqualTo(without);
        return seen;
    }

    private static String interrupted(Stage stage) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ScriptedServer server = stage.serve(Answer.ok("late").when(release));
        ClientForm.RunningCall call = stage.start(CallSpec.get(server.uri("/")));
        server.awaitRequest();
        call.interrupt();
        Ending ending = Ending.within(Duration.ofSeconds(1), call);
        release.countDown();
        Ending last = ending == null ? Ending.of(call) : ending;
        return new Seen(server, last, 0).text() + (call.leftInterrupted() ? ", flag set" : "");
    }

    static String interruptBackoff(Stage stage) throws Exception {
        if (!stage.form().isBlocking()) {
            return Scenario.notPlayed("no thread waits");
        }
        ScriptedServer server = stage.serve(Answer.status(503, "no"));
        Agent agent = stage.guard(Rules.attempts(3).backoff(MINUTE));
        ClientForm.RunningCall call = stage.start(CallSpec.get(server.uri("/")));
        agent.awaitWait(MINUTE);

        call.interrupt();

        Ending ending = Ending.within(SOON, call);
        assertThat(ending).as("ended").isNotNull();
        // Which of the two it is, the client's method declares; the flag says it only where the exception does not.
        assertThat(ending.failure()).isInstanceOfAny(InterruptedException.class, InterruptedIOException.class);
        assertThat(call.leftInterrupted()).isEqualTo(ending.failure() instanceof InterruptedIOException);
        return new Seen(server, ending, 0).assertRequests(1).text() + (call.leftInterrupted() ? ", flag set" : "");
    }
}
