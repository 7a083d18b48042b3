package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetryTest {

    @Test
    void is_off_until_the_configuration_names_it() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).urlConnection(false))) {

            String body = Calls.body(server);

            assertThat(body).isEqualTo("no");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.kinds()).isEmpty();
        }
    }

    @Test
    void a_repeated_request_is_the_same_on_the_wire() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpURLConnection connection = Calls.to(server.uri("/path?a=b"));
            connection.addRequestProperty("X-Several", "one");
            connection.addRequestProperty("X-Several", "two");
            connection.setRequestProperty("Cookie", "a=b");
            connection.setRequestProperty("Authorization", "Basic dTpw");

            String body = Calls.body(connection);

            assertThat(body).isEqualTo("yes");
            assertThat(connection.getHeaderField("Content-Length")).isEqualTo("3");
            assertThat(server.requests()).isEqualTo(3);
            assertThat(heads(server)).hasSize(1);
            assertThat(server.received().get(0).head())
                    .contains("GET /path?a=b ", "X-Several: one", "X-Several: two", "Cookie: a=b", "Basic dTpw");
        }
    }

    @Test
    void a_body_that_the_jdk_keeps_is_sent_again() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).methods("POST"))) {

            String body = Calls.body(Calls.sending("POST", server, "an order"));

            assertThat(body).isEqualTo("yes");
            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("an order", "an order");
            assertThat(heads(server)).hasSize(1);
        }
    }

    @Test
    void a_large_or_streamed_body_is_sent_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(
                        Rules.attempts(3).methods("PUT").maxReplayBody(4).roomy())) {
            HttpURLConnection streamed = Calls.to(server);
            streamed.setRequestMethod("PUT");
            streamed.setDoOutput(true);
            streamed.setChunkedStreamingMode(16);
            Calls.write(streamed, "order");

            assertThat(streamed.getResponseCode()).isEqualTo(503);
            assertThat(Calls.sending("PUT", server, "order").getResponseCode()).isEqualTo(503);

            assertThat(server.requests()).isEqualTo(2);
            assertThat(agent.interventions(InterventionKind.RETRY)).isEmpty();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** The redirect changes address, method and headers of the connection object. */
    @Test
    void after_a_redirect_the_call_begins_anew() throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                ScriptedServer server = ScriptedServer.answering(Answer.redirect(target.uri("/there")));
                Agent agent = Agent.with(Rules.attempts(3).methods("POST"))) {
            HttpURLConnection connection = Calls.to(server.uri("/here"));
            connection.setDoOutput(true);
            connection.setRequestProperty("X-Mine", "yes");
            Calls.write(connection, "an order");

            String body = Calls.body(connection);

            assertThat(body).isEqualTo("yes");
            assertThat(connection.getURL()).hasToString(target.uri("/there").toString());
            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("an order", "an order");
            assertThat(heads(server)).hasSize(1);
            assertThat(heads(target)).hasSize(1);
        }
    }

    /** The JDK keeps it if the rest of the answer is there by the time that the next attempt begins. */
    @Test
    void the_connection_of_a_repeated_request_is_used_again() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(503, "no"), Answer.chunked(503, "n", "o"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).backoff(Duration.ofMillis(500)))) {

            assertThat(Calls.body(server)).isEqualTo("yes");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_cannot_be_had_ahead_of_the_answer_is_asked_for_again() throws Exception {
        try (DeafPort nobody = new DeafPort();
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpURLConnection connection = Calls.to(nobody.uri());

            Throwable thrown = catchThrowable(connection::connect);

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(thrown.getSuppressed()).hasSize(2);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(2);
        }
    }

    @Test
    void an_answer_whose_repetition_takes_too_long_is_given_out() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "as it is"));
                Agent agent = Agent.with(
                        Rules.attempts(3).total(Duration.ofSeconds(2)).backoff(Duration.ofSeconds(10)))) {

            assertThat(Calls.body(server)).isEqualTo("as it is");

            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY_OUT_OF_TIME);
        }
    }

    static Set<String> heads(ScriptedServer server) {
        return server.received().stream().map(ReceivedRequest::head).collect(Collectors.toSet());
    }
}
