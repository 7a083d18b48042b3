package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import jdk.internal.net.http.BreakwaterHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An agent was detached while a call was under way, and another came: the call has the mark of the one before. It goes on
 * as if nobody guarded it.
 */
class EarlierLifeTest {
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    /** What the client keeps of us is brought into its package with the first attempt. */
    @BeforeAll
    static void anAttempt() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {
            HttpClient.newHttpClient().send(Sent.get(server), BodyHandlers.discarding());
        }
    }

    /** As an attempt of an agent that has gone: its handler is of a class that this one does not know. */
    private static BodyHandler<String> markedByAnother() {
        BreakwaterHandler<String> mark = new BreakwaterHandler<>();
        mark.attempt = BodyHandlers.ofString();
        return mark;
    }

    @Test
    void a_redirect_is_followed() throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.ok("there"));
                ScriptedServer first = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Agent agent = Agent.with(Rules.attempts(2))) {

            HttpResponse<String> response = client.send(Sent.get(first), markedByAnother());

            assertThat(response.body()).isEqualTo("there");
        }
    }

    /** A GET whose connection is reset is repeated once by the client itself, as without an agent. */
    @Test
    void the_client_repeats_by_itself_what_it_would_have_repeated() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("first"), Answer.reset(), Answer.ok("again"));
                Agent agent = Agent.with(Rules.attempts(2))) {
            client.send(Sent.get(server), markedByAnother());

            HttpResponse<String> response = client.send(Sent.get(server), markedByAnother());

            assertThat(response.body()).isEqualTo("again");
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void an_attempt_that_has_ended_begins_nothing_more() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("never"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            assertThatThrownBy(() -> client.send(Sent.get(server), new BreakwaterHandler<String>()))
                    .isInstanceOf(IOException.class);

            assertThat(server.requests()).isZero();
        }
    }
}
