package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Http2Server;
import io.breakwater.instrumentation.kit.Http2Server.Reply;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.kit.Waiting;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A connection refers to the exchange that opened it for as long as it is open, and that to what the client was given. All
 * that was ours of it is let go with the attempt, and what was the application's with it.
 */
class OpenConnectionTest {
    private static final Rules LIMITS = Rules.attempts(2)
            .connect(Duration.ofSeconds(20))
            .attempt(Duration.ofSeconds(20))
            .idle(Duration.ofSeconds(20));

    private final HttpClient client =
            HttpClient.newBuilder().sslContext(Tls.context()).build();

    @Test
    void keeps_no_subscriber_of_a_call_that_has_ended() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(LIMITS)) {
            WeakReference<?> subscriber = subscriberOfACall(server.uri("/"));

            Waiting.until(() -> isCollected(subscriber));

            subscriberOfACall(server.uri("/"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void keeps_no_subscriber_of_a_stream_that_has_ended() throws Exception {
        try (Http2Server server = Http2Server.answering(Reply.OK);
                Agent agent = Agent.with(LIMITS)) {
            WeakReference<?> subscriber = subscriberOfACall(server.uri());

            Waiting.until(() -> isCollected(subscriber));

            subscriberOfACall(server.uri());
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private WeakReference<?> subscriberOfACall(URI uri) throws Exception {
        AtomicReference<WeakReference<?>> seen = new AtomicReference<>();
        HttpResponse<String> response = client.sendAsync(Sent.get(uri), head -> {
                    BodySubscriber<String> subscriber = BodyHandlers.ofString().apply(head);
                    seen.set(new WeakReference<>(subscriber));
                    return subscriber;
                })
                .get(20, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        return seen.get();
    }

    private static boolean isCollected(WeakReference<?> reference) {
        System.gc();
        return reference.get() == null;
    }
}
