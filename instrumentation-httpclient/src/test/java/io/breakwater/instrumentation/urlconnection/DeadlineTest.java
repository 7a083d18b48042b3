package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Scope;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a server is told of a deadline by a connection object, on which the application may still look. */
class DeadlineTest {
    private static final String MILLIS = "x-envoy-expected-rq-timeout-ms";
    private static final Duration LEFT = Duration.ofSeconds(15);

    @Test
    void a_connection_that_was_made_ahead_tells_all_the_same() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().deadlinesAreTold());
                Scope serving = agent.servesFor(LEFT)) {
            HttpURLConnection connection = Calls.to(server);
            connection.connect();

            assertThat(Calls.body(connection)).isEqualTo("yes");

            assertThat(server.received().get(0).headers(MILLIS)).hasSize(1);
        }
    }

    @Test
    void the_connection_object_shows_nothing_of_it() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().deadlinesAreTold());
                Scope serving = agent.servesFor(LEFT)) {
            HttpURLConnection connection = Calls.to(server);
            connection.setRequestProperty("Baggage", "user=42");

            Calls.body(connection);

            assertThat(connection.getRequestProperty(MILLIS)).isNull();
            assertThat(connection.getRequestProperty("baggage")).isEqualTo("user=42");
            assertThat(server.received().get(0).header("baggage")).matches("deadline=\\d+-\\d+,user=42");
        }
    }

    @Test
    void a_body_in_streaming_mode_goes_out_as_the_application_has_it() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().deadlinesAreTold());
                Scope serving = agent.servesFor(LEFT)) {
            HttpURLConnection connection = Calls.to(server);
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(16);
            Calls.write(connection, "the body");

            assertThat(Calls.body(connection)).isEqualTo("yes");

            ReceivedRequest request = server.received().get(0);
            assertThat(request.text()).isEqualTo("the body");
            assertThat(request.headers(MILLIS)).isEmpty();
        }
    }

    /** Trap 35: the application's code may make a call of its own while the request is put together. */
    @Test
    void another_call_in_the_same_thread_is_told_nothing_that_is_not_for_it() throws Exception {
        CookieHandler before = CookieHandler.getDefault();
        try (ScriptedServer untrusted = ScriptedServer.answering(Answer.ok("a cookie"));
                ScriptedServer trusted = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none()).at(trusted, Rules.none().deadlinesAreTold());
                Scope serving = agent.servesFor(LEFT)) {
            CookieHandler.setDefault(asking(untrusted));

            assertThat(Calls.body(Calls.to(trusted))).isEqualTo("yes");

            assertThat(untrusted.received().get(0).headers(MILLIS)).isEmpty();
            assertThat(trusted.received().get(0).headers(MILLIS)).hasSize(1);
        } finally {
            CookieHandler.setDefault(before);
        }
    }

    private static CookieHandler asking(ScriptedServer server) {
        AtomicBoolean asked = new AtomicBoolean();
        return new CookieHandler() {
            @Override
            public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) throws IOException {
                return asked.compareAndSet(false, true)
                        ? Map.of("Cookie", List.of(Calls.body(Calls.to(server))))
                        : Map.of();
            }

            @Override
            public void put(URI uri, Map<String, List<String>> headers) {}
        };
    }
}
