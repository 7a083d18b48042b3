package io.breakwater.instrumentation.scenario;

import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One form of one client, the servers it meets, and a record of all that both sides see. Not thread-safe. */
final class WireStage implements AutoCloseable {
    private static final long MAX_SETTLE_NANOS = 2_000_000_000L;

    private final ClientForm form;
    private final List<ScriptedServer> servers = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private ClientForm.Client client;

    WireStage(ClientForm form) {
        this.form = form;
    }

    /** A server that looks at each request and answers. */
    ScriptedServer serveEach(Function<ReceivedRequest, Answer> answer) {
        return started(ScriptedServer.answering(
                (Answer) connection -> answer.apply(connection.request()).give(connection)));
    }

    ScriptedServer serve(Answer answer) {
        return serveEach(request -> answer);
    }

    ScriptedServer serveOverTls(Answer answer) {
        return started(ScriptedServer.answeringOverTls(answer));
    }

    private ScriptedServer started(ScriptedServer server) {
        servers.add(server);
        return server;
    }

    void open(ClientSettings settings) throws Exception {
        client = form.open(settings);
    }

    void get(ScriptedServer server, String path) {
        call(CallSpec.get(server.uri(path)));
    }

    /** Nothing where the form sends no bodies. */
    void send(String method, ScriptedServer server, String path) {
        if (form.sendsBodies() && form.endsRefusedBodies(true)) {
            call(withBody(CallSpec.of(method, server.uri(path))));
        }
    }

    /** As {@link #send}, with a body that cannot be sent again when the server asks for that. */
    void sendOnce(String method, ScriptedServer server, String path) {
        if (form.sendsBodies() && form.endsRefusedBodies(false)) {
            call(CallSpec.of(method, server.uri(path)).bodyOnce("once".getBytes(StandardCharsets.UTF_8)));
        }
    }

    static CallSpec withBody(CallSpec spec) {
        return spec.header("Content-Type", "text/x-test").body("the body".getBytes(StandardCharsets.UTF_8));
    }

    boolean sendsBodies() {
        return form.sendsBodies();
    }

    /** Makes the call, and waits until its connection is in the pool again. */
    Ending call(CallSpec spec) {
        Ending ending = Ending.of(client.start(spec));
        endings.add(masked(ending.details()));
        long startNanos = System.nanoTime();
        while (client.leasedConnections() > 0 && System.nanoTime() - startNanos < MAX_SETTLE_NANOS) {
            LockSupport.parkNanos(100_000);
        }
        return ending;
    }

    Recording recording() {
        List<String> requests = new ArrayList<>();
        List<Integer> connections = new ArrayList<>();
        for (ScriptedServer server : servers) {
            server.received().forEach(request -> requests.add(masked(request.wire())));
            connections.add(server.connections());
        }
        return new Recording(requests, connections, endings, Math.max(0, client.leasedConnections()));
    }

    /** Ports differ from server to server, a client's nonce is made up, and a cache says what time it is. */
    private String masked(String text) {
        String masked = text;
        for (int i = 0; i < servers.size(); i++) {
            masked = masked.replace(":" + servers.get(i).port(), ":PORT" + i);
        }
        return masked.replaceAll("(cnonce|response)=\"[^\"]*\"", "$1=MASKED")
                .replaceAll("Date=(\\w+, )?[^,}]*", "Date=MASKED");
    }

    @Override
    public void close() throws Exception {
        if (client != null) {
            client.close();
        }
        for (ScriptedServer server : servers) {
            server.close();
        }
    }
}
