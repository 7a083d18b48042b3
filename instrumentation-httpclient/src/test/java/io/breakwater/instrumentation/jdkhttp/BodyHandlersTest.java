package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every standard body handler is applied once, to the answer that the application gets. */
class BodyHandlersTest {
    private static final String GOOD = "good answer\nof two lines";
    private static final String BAD = "bad answer\nof two lines";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private interface Case<T> {
        BodyHandler<T> handler() throws IOException;

        String text(T body) throws IOException;
    }

    private static <T> Case<T> of(BodyHandler<T> handler, Function<T, String> text) {
        return new Case<T>() {
            @Override
            public BodyHandler<T> handler() {
                return handler;
            }

            @Override
            public String text(T body) {
                return text.apply(body);
            }
        };
    }

    private List<Case<?>> cases() throws IOException {
        List<Case<?>> cases = new ArrayList<>();
        cases.add(of(BodyHandlers.ofString(), text -> text));
        cases.add(of(BodyHandlers.ofByteArray(), bytes -> new String(bytes, StandardCharsets.UTF_8)));
        cases.add(of(BodyHandlers.ofInputStream(), BodyHandlersTest::read));
        cases.add(of(
                BodyHandlers.ofFile(
                        directory.resolve("new"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING),
                BodyHandlersTest::read));
        cases.add(of(
                BodyHandlers.ofFileDownload(
                        directory,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING),
                BodyHandlersTest::read));
        cases.add(of(BodyHandlers.ofLines(), BodyHandlersTest::join));
        cases.add(of(BodyHandlers.ofPublisher(), BodyHandlersTest::read));
        cases.add(of(BodyHandlers.buffering(BodyHandlers.ofString(), 4), text -> text));
        Collector collector = new Collector();
        cases.add(of(info -> BodySubscribers.fromSubscriber(new Collector(), Collector::text), text -> text));
        cases.add(of(BodyHandlers.fromSubscriber(collector, Collector::text), text -> text));
        LineCollector lines = new LineCollector();
        cases.add(of(BodyHandlers.fromLineSubscriber(lines, LineCollector::text, "\n"), text -> text));
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_after_two_failures_arrives_once(Sending sending) throws Exception {
        for (Case<?> each : cases()) {
            try (ScriptedServer server = ScriptedServer.answering(failure(), failure(), success());
                    Agent agent = Agent.with(Rules.attempts(3))) {

                assertThat(answer(sending, server, each)).isEqualTo("200 " + GOOD);
                assertThat(server.requests()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_the_last_attempt_the_real_failure_arrives_with_its_body(Sending sending) throws Exception {
        for (Case<?> each : cases()) {
            try (ScriptedServer server = ScriptedServer.answering(failure());
                    Agent agent = Agent.with(Rules.attempts(2))) {

                assertThat(answer(sending, server, each)).isEqualTo("503 " + BAD);
                assertThat(server.requests()).isEqualTo(2);
            }
        }
    }

    /** The held answer is given out after all, because the breaker opens before the retry. */
    @ParameterizedTest
    @EnumSource
    void an_answer_that_was_held_back_for_nothing_arrives_with_its_body(Sending sending) throws Exception {
        for (Case<?> each : cases()) {
            try (ScriptedServer server = ScriptedServer.answering(failure());
                    Agent agent = Agent.with(Rules.attempts(2)
                            .backoff(java.time.Duration.ofSeconds(5))
                            .breakerAfter(2))) {
                CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> {
                    try {
                        return answer(sending, server, each);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                });
                server.awaitRequest();
                Waiting.until(() -> !agent.interventions(InterventionKind.RETRY).isEmpty());

                sending.send(client, Sent.post(server, "opens the breaker"));

                assertThat(held.get(4, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("503 " + BAD);
                assertThat(server.requests()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlers_that_drop_the_body(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(failure(), failure(), success());
                Agent agent = Agent.with(Rules.attempts(3))) {

            HttpResponse<Void> discarded = sending.send(client, Sent.get(server), BodyHandlers.discarding());
            HttpResponse<String> replaced = sending.send(client, Sent.get(server), BodyHandlers.replacing("other"));

            assertThat(discarded.statusCode()).isEqualTo(200);
            assertThat(discarded.body()).isNull();
            assertThat(replaced.body()).isEqualTo("other");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_handler_sees_exactly_one_answer(Sending sending) throws Exception {
        AtomicInteger applied = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.answering(failure(), failure(), success());
                Agent agent = Agent.with(Rules.attempts(3))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server), info -> {
                applied.incrementAndGet();
                assertThat(info.statusCode()).isEqualTo(200);
                return BodySubscribers.ofString(StandardCharsets.UTF_8);
            });

            assertThat(response.body()).isEqualTo(GOOD);
            assertThat(applied).hasValue(1);
        }
    }

    private static Answer failure() {
        return Answer.status(503, BAD, "Content-Disposition: attachment; filename=\"download\"");
    }

    private static Answer success() {
        return Answer.status(200, GOOD, "Content-Disposition: attachment; filename=\"download\"");
    }

    private <T> String answer(Sending sending, ScriptedServer server, Case<T> each) throws Exception {
        HttpResponse<T> response = sending.send(client, Sent.get(server), each.handler());
        return response.statusCode() + " " + each.text(response.body());
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static String read(Flow.Publisher<List<ByteBuffer>> body) {
        HttpResponse.BodySubscriber<String> subscriber = BodySubscribers.ofString(StandardCharsets.UTF_8);
        body.subscribe(subscriber);
        return subscriber.getBody().toCompletableFuture().join();
    }

    private static String join(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }

    /** A subscriber of the application with its own memory: a second answer would show. */
    private static class Collector implements Flow.Subscriber<List<ByteBuffer>> {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            for (ByteBuffer buffer : part) {
                text.append(StandardCharsets.UTF_8.decode(buffer));
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.append(failure);
        }

        @Override
        public void onComplete() {
            // The text says it all.
        }

        String text() {
            return text.toString();
        }
    }

    private static class LineCollector implements Flow.Subscriber<String> {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            lines.add(failure.toString());
        }

        @Override
        public void onComplete() {
            // The lines say it all.
        }

        String text() {
            return String.join("\n", lines);
        }
    }
}
