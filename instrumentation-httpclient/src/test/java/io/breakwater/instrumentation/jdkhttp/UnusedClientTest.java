package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JDK ends a client, its thread and its connections when nobody holds it any more. A connection in the pool holds its
 * last exchange, and that our mark: through it nobody may hold the client.
 */
class UnusedClientTest {

    @ParameterizedTest
    @EnumSource
    void a_client_that_nobody_holds_is_collected(Sending sending) throws Exception {
        Rules[] each = {
            Rules.none().connect(Duration.ofSeconds(5)),
            Rules.none().connect(Duration.ofSeconds(5)).observe()
        };
        for (Rules rules : each) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.ok("once"));
                    Agent agent = Agent.with(rules)) {

                WeakReference<HttpClient> client = usedOnce(sending, server);

                Waiting.until(() -> isCollected(client));
            }
        }
    }

    private static WeakReference<HttpClient> usedOnce(Sending sending, ScriptedServer server) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(9)).build();
        assertThat(sending.send(client, Sent.get(server)).statusCode()).isEqualTo(200);
        return new WeakReference<>(client);
    }

    private static boolean isCollected(WeakReference<HttpClient> client) {
        System.gc();
        return client.get() == null;
    }
}
