package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trap 12: what an application catches today it still catches: the same classes. */
class ExceptionsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    /** Trap 12. */
    @ParameterizedTest
    @EnumSource
    void failures_of_the_wire_keep_their_classes(Sending sending) throws Exception {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("reset", Answer.reset());
        answers.put("end", Answer.end());
        answers.put("garbage", Answer.garbage());
        answers.put("half", Answer.half(200, "begin"));
        answers.put("half chunk", connection -> {
            connection.write(Answer.head(200) + "Transfer-Encoding: chunked\r\n\r\n64\r\nbegin");
            return false;
        });
        for (Map.Entry<String, Answer> each : answers.entrySet()) {
            try (ScriptedServer server = ScriptedServer.answering(each.getValue())) {
                assertSameFailure(each.getKey(), () -> sending.send(client, Sent.get(server)));
            }
        }
    }

    /** Trap 12. */
    @ParameterizedTest
    @EnumSource
    void connections_that_cannot_be_made_keep_their_classes(Sending sending) throws Exception {
        try (DeafPort nobody = new DeafPort()) {
            assertSameFailures("refused", () -> sending.send(client, Sent.get(nobody.uri())));
        }
        assertSameFailures("unresolved", () -> sending.send(client, Sent.get(URI.create("http://nobody.invalid/"))));
        try (ScriptedServer tls = ScriptedServer.answeringOverTls(Answer.ok("yes"));
                ScriptedServer plain = ScriptedServer.answering(Answer.ok("yes"))) {
            assertSameFailures("untrusted", () -> sending.send(client, Sent.get(tls.uri("/"))));
            URI wrongScheme = URI.create("https://localhost:" + plain.port() + "/");
            assertSameFailures("no TLS", () -> sending.send(client, Sent.get(wrongScheme)));
        }
    }

    /** Trap 12. */
    @ParameterizedTest
    @EnumSource
    void the_applications_own_timeout_keeps_its_class(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence())) {
            assertSameFailure("timeout", () -> sending.send(client, Sent.get(server, Duration.ofMillis(300))));
        }
    }

    /** Trap 12: and the failure says nothing about the server. */
    @ParameterizedTest
    @EnumSource
    void failures_of_the_applications_own_code_keep_their_classes(Sending sending) throws Exception {
        BodyHandler<String> throwing = info -> {
            throw new IllegalStateException("own bug");
        };
        BodyHandler<String> failing = info -> java.net.http.HttpResponse.BodySubscribers.mapping(
                java.net.http.HttpResponse.BodySubscribers.discarding(), nothing -> {
                    throw new java.io.UncheckedIOException(new IOException("own bug"));
                });
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"))) {
            assertSameFailures("throwing", () -> sending.send(client, Sent.get(server), throwing));
            assertSameFailures("failing", () -> sending.send(client, Sent.get(server), failing));
            assertSameFailures("null request", () -> sending.send(client, null, BodyHandlers.ofString()));
            assertSameFailures("null handler", () -> sending.send(client, Sent.get(server), null));
            assertSameFailures(
                    "bad publisher",
                    () -> sending.send(
                            client,
                            HttpRequest.newBuilder(server.uri("/"))
                                    .POST(new FailingPublisher())
                                    .build()));
        }
    }

    /** What is thrown; how the client explains it depends on which of its threads was first. */
    private static void assertSameFailure(String name, Callable<?> call) throws Exception {
        assertSame(name, call, 1);
    }

    private static void assertSameFailures(String name, Callable<?> call) throws Exception {
        assertSame(name, call, Integer.MAX_VALUE);
    }

    /** Without the agent, with it in observe mode, and with it enforced. */
    private static void assertSame(String name, Callable<?> call, int depth) throws Exception {
        List<String> plain = failuresOf(call, depth);
        assertThat(plain).as(name).isNotEmpty();
        try (Agent agent = Agent.with(everything().observe())) {
            assertThat(failuresOf(call, depth)).as(name + ", observed").isEqualTo(plain);
        }
        try (Agent agent = Agent.with(everything())) {
            assertThat(failuresOf(call, depth)).as(name + ", enforced").isEqualTo(plain);
        }
    }

    private static Rules everything() {
        return Rules.attempts(2).total(Duration.ofSeconds(10)).breakerAfter(100).bulkhead(10, Duration.ZERO);
    }

    private static List<String> failuresOf(Callable<?> call, int depth) {
        List<String> classes = new ArrayList<>();
        for (Throwable thrown = catchThrowable(call::call); thrown != null; thrown = thrown.getCause()) {
            classes.add(thrown.getClass().getName());
        }
        return classes.subList(0, Math.min(depth, classes.size()));
    }

    private static final class FailingPublisher implements HttpRequest.BodyPublisher {
        @Override
        public long contentLength() {
            return 100;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super java.nio.ByteBuffer> subscriber) {
            BodyPublishers.ofByteArray(new byte[10]).subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscriber.onSubscribe(subscription);
                }

                @Override
                public void onNext(java.nio.ByteBuffer part) {
                    subscriber.onError(new FileNotFoundException("own file is gone"));
                }

                @Override
                public void onError(Throwable failure) {
                    // There was one already.
                }

                @Override
                public void onComplete() {
                    // There was a failure already.
                }
            });
        }
    }
}
