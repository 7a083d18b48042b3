package io.breakwater.instrumentation.apachehttp5;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.Test;

/** An agent comes while the client is in the middle of a call. */
class UnderWayTest {

    @Test
    void a_call_that_has_its_connection_already_ends_as_it_began() throws Exception {
        AtomicReference<Agent> agent = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "as without an agent"));
                CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                        .disableAutomaticRetries()
                        .addExecInterceptorBefore(
                                ChainElement.MAIN_TRANSPORT.name(), "late", (request, body, scope, chain, callback) -> {
                                    agent.set(Agent.with(Rules.attempts(3)));
                                    chain.proceed(request, body, scope, callback);
                                })
                        .build()) {
            client.start();

            SimpleHttpResponse response = client.execute(new SimpleHttpRequest("GET", server.uri("/")), null)
                    .get(20, TimeUnit.SECONDS);

            assertThat(response.getCode()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
        } finally {
            agent.get().close();
        }
    }
}
