package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultRedirectStrategy;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;

/** What code of the application within the client sees of a request that is of a class of the application. */
class OwnRequestTest {
    private final List<HttpRequest> seen = new CopyOnWriteArrayList<>();

    @Test
    void where_we_only_observe_it_sees_its_own_object() throws Exception {
        Rules observing = Rules.attempts(3)
                .attempt(Duration.ofSeconds(10))
                .idle(Duration.ofSeconds(10))
                .connect(Duration.ofSeconds(10))
                .observe();
        for (Rules rules : new Rules[] {observing, Rules.none().breakerAfter(100)}) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                    Agent agent = Agent.with(rules)) {
                TenantGet request = new TenantGet(server.uri("/"));

                send(request);

                assertThat(seen).containsExactly(request, request);
                assertThat(agent.underWay(server)).isZero();
                seen.clear();
            }
        }
    }

    @Test
    void what_would_have_been_done_is_still_said() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(2).observe())) {

            send(new TenantGet(server.uri("/")));

            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private void send(HttpGet request) throws Exception {
        try (CloseableHttpClient client = HttpClients.custom()
                .addInterceptorFirst(looking())
                .setRedirectStrategy(new LookingStrategy())
                .build()) {
            client.execute(request).close();
        }
    }

    private HttpRequestInterceptor looking() {
        return (request, context) -> seen.add(((HttpRequestWrapper) request).getOriginal());
    }

    private final class LookingStrategy extends DefaultRedirectStrategy {
        @Override
        public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context) {
            HttpRequest original =
                    request instanceof HttpRequestWrapper ? ((HttpRequestWrapper) request).getOriginal() : request;
            seen.add(original);
            return false;
        }
    }

    private static final class TenantGet extends HttpGet {
        TenantGet(URI uri) {
            super(uri);
        }
    }
}
