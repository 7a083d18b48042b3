package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.TestTimer;
import io.breakwater.instrumentation.kit.Waiting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * One form of one client, the servers it meets and the agent, for one scenario. There is no agent until {@link #guard}.
 * Not thread-safe.
 */
final class Stage implements AutoCloseable {

    private final ClientForm form;
    private final List<ScriptedServer> servers = new ArrayList<>();
    private final List<ClientForm.Client> clients = new ArrayList<>();
    private final List<ClientForm.RunningCall> calls = new ArrayList<>();
    private Agent agent;
    private ClientForm.Client client;

    Stage(ClientForm form) throws Exception {
        this.form = form;
        renewClient();
    }

    ClientForm form() {
        return form;
    }

    Agent agent() {
        return agent;
    }

    ClientForm.Client client() {
        return client;
    }

    /** The client from now on: one without connections. */
    void renewClient() throws Exception {
        client = form.open();
        clients.add(client);
    }

    ScriptedServer serve(Answer... answers) {
        return serveAt(0, answers);
    }

    ScriptedServer serveAt(int port, Answer... answers) {
        ScriptedServer server =
                ScriptedServer.answeringAt(port, number -> answers[Math.min(number, answers.length) - 1]);
        servers.add(server);
        return server;
    }

    static URI uriOf(int port) {
        return URI.create("http://localhost:" + port + "/");
    }

    /** From now on, these rules hold. */
    Agent guard(Rules rules) {
        agent = Agent.with(rules.roomy());
        return agent;
    }

    ClientForm.RunningCall start(CallSpec spec) {
        ClientForm.RunningCall call = client.start(spec);
        calls.add(call);
        return call;
    }

    Ending call(CallSpec spec) {
        return Ending.of(start(spec));
    }

    Ending get(ScriptedServer server) {
        return call(CallSpec.get(server.uri("/")));
    }

    /** What there is to see of one call without an agent, with a new client and a new server. */
    Seen withoutAgent(Function<URI, CallSpec> spec, Answer... answers) throws Exception {
        assertThat(agent).isNull();
        Seen seen = seenOf(spec, answers);
        renewClient();
        return seen;
    }

    /** What there is to see of one call to a new server. */
    Seen seenOf(Function<URI, CallSpec> spec, Answer... answers) {
        ScriptedServer server = serve(answers);
        long startNanos = System.nanoTime();
        Ending ending = call(spec.apply(server.uri("/")));
        return new Seen(server, ending, System.nanoTime() - startNanos);
    }

    Seen seen(Answer... answers) {
        return seenOf(CallSpec::get, answers);
    }

    /** What holds after every scenario: nothing of it is left. */
    void assertNothingLeft() {
        // Of the client that is under the agent: what another loses without us is its own.
        await("leased connections", () -> Math.max(client.leasedConnections(), 0));
        for (ScriptedServer server : servers) {
            await("places of the bulkhead", () -> agent == null ? 0 : agent.underWay(server));
        }
        await("timers of ours", TestTimer.INSTANCE::pendingTasks);
        if (agent != null) {
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN))
                    .as("bugs of ours")
                    .isEmpty();
        }
    }

    private static void await(String what, IntSupplier count) {
        try {
            Waiting.until(() -> count.getAsInt() == 0);
        } catch (AssertionError inVain) {
            assertThat(count.getAsInt()).as("%s that are left", what).isZero();
        }
    }

    @Override
    public void close() throws Exception {
        if (agent != null) {
            agent.close();
        }
        for (ClientForm.RunningCall call : calls) {
            call.cancel();
        }
        for (AutoCloseable each : servers) {
            each.close();
        }
        for (AutoCloseable each : clients) {
            each.close();
        }
    }

    static Function<URI, CallSpec> put(String body) {
        return uri -> CallSpec.of("PUT", uri).body(body.getBytes(StandardCharsets.UTF_8));
    }
}
