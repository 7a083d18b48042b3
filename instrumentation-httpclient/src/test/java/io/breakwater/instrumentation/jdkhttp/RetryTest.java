package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private final HttpClient client = HttpClient.newHttpClient();

    /** Trap 1: the failed attempts' bodies are read to the end, so that their connection is free again. */
    @ParameterizedTest
    @EnumSource
    void all_attempts_use_the_same_connection(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(503, "no"), Answer.status(503, "not yet"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("yes");
            assertThat(server.requests()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(2);
        }
    }

    /** Trap 1: what is too long to be read to the end is closed, and the connection does not stay open for ever. */
    @ParameterizedTest
    @EnumSource
    void the_connection_of_a_long_error_body_is_closed(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.bytes(503, new byte[1 << 20]), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.body()).isEqualTo("yes");
            assertThat(server.sawClose(2000)).isTrue();
        }
    }

    /** Trap 1: nor does one whose body never ends. */
    @ParameterizedTest
    @EnumSource
    void the_connection_of_an_endless_error_body_is_closed(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.headThenSilence(503), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.body()).isEqualTo("yes");
            assertThat(server.sawClose(2000)).isTrue();
        }
    }

    /** Trap 2: a stream that was read once would be empty the second time. */
    @ParameterizedTest
    @EnumSource
    void the_body_of_a_stream_is_sent_once(Sending sending) throws Exception {
        byte[] body = "streamed".getBytes(StandardCharsets.UTF_8);
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            ByteArrayInputStream stream = new ByteArrayInputStream(body);
            HttpRequest request = HttpRequest.newBuilder(server.uri("/"))
                    .PUT(BodyPublishers.ofInputStream(() -> stream))
                    .build();

            HttpResponse<String> response = sending.send(client, request);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("no");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(server.received().get(0).body()).isEqualTo(body);
        }
    }

    /** Trap 2. */
    @ParameterizedTest
    @EnumSource
    void a_publisher_of_the_application_is_asked_once(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpRequest.BodyPublisher text = BodyPublishers.ofString("own");
            HttpRequest.BodyPublisher own = new HttpRequest.BodyPublisher() {
                @Override
                public long contentLength() {
                    return text.contentLength();
                }

                @Override
                public void subscribe(Flow.Subscriber<? super java.nio.ByteBuffer> subscriber) {
                    text.subscribe(subscriber);
                }
            };

            HttpResponse<String> response = sending.send(
                    client, HttpRequest.newBuilder(server.uri("/")).PUT(own).build());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodies_that_hold_their_bytes_are_sent_again_whole(Sending sending, @TempDir Path directory) throws Exception {
        Path file = java.nio.file.Files.writeString(directory.resolve("body"), "the body");
        List<HttpRequest.BodyPublisher> publishers = List.of(
                BodyPublishers.ofString("the body"),
                BodyPublishers.ofByteArray("the body".getBytes(StandardCharsets.UTF_8)),
                BodyPublishers.ofFile(file));
        for (HttpRequest.BodyPublisher publisher : publishers) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                    Agent agent = Agent.with(Rules.attempts(2))) {

                HttpResponse<String> response = sending.send(
                        client,
                        HttpRequest.newBuilder(server.uri("/")).PUT(publisher).build());

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("the body", "the body");
            }
        }
    }

    /** Trap 3: a large upload is neither kept in memory nor sent a second time. */
    @ParameterizedTest
    @EnumSource
    void a_file_beyond_the_allowed_size_is_sent_once(Sending sending, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("large");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000);
        }
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).maxReplayBody(99_999))) {

            HttpResponse<String> response = sending.send(
                    client,
                    HttpRequest.newBuilder(server.uri("/"))
                            .PUT(BodyPublishers.ofFile(file))
                            .build());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_post_is_not_repeated_after_an_answer(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            HttpResponse<String> response = sending.send(client, Sent.post(server, "order"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_post_is_repeated_where_the_policy_names_the_method(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).methods("POST"))) {

            HttpResponse<String> response = sending.send(client, Sent.post(server, "order"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("order", "order");
        }
    }

    /** Trap 9: the server's clock is an hour ahead; what it means is the distance to its own date. */
    @ParameterizedTest
    @EnumSource
    void retry_after_as_a_date_counts_from_the_date_of_the_answer(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(
                                503,
                                "no",
                                "Date: Wed, 21 Oct 2099 07:28:00 GMT",
                                "Retry-After: Wed, 21 Oct 2099 07:28:01 GMT"),
                        Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(agent.interventions(InterventionKind.RETRY))
                    .singleElement()
                    .satisfies(retry ->
                            assertThat(Duration.ofNanos(retry.waitNanos())).isEqualTo(Duration.ofSeconds(1)));
        }
    }

    /** Trap 10: nobody is parked for an hour. */
    @ParameterizedTest
    @EnumSource
    void a_long_retry_after_gives_the_answer_at_once(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(429, "slow down", "Retry-After: 3600"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.body()).isEqualTo("slow down");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY_OUT_OF_TIME);
        }
    }

    /** Trap 11: no sleep that would end after the deadline. */
    @ParameterizedTest
    @EnumSource
    void a_backoff_beyond_the_total_timeout_gives_the_answer_at_once(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(
                        Rules.attempts(2).backoff(Duration.ofMinutes(1)).total(Duration.ofSeconds(30)))) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("no");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Trap 12: the last failure as the client made it, the earlier ones suppressed in it. */
    @ParameterizedTest
    @EnumSource
    void the_last_failure_carries_the_earlier_ones(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset(), Answer.silence());
                Agent agent = Agent.with(Rules.attempts(2))) {
            HttpRequest request = Sent.get(server, Duration.ofSeconds(1));

            Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> sending.send(client, request));

            assertThat(thrown).isExactlyInstanceOf(java.net.http.HttpTimeoutException.class);
            assertThat(thrown.getSuppressed()).hasSize(1);
            assertThat(thrown.getSuppressed()[0]).isInstanceOf(IOException.class);
        }
    }

    /** Trap 15: a signature is good for one use, so policy {@code retry} is off for a request that carries one. */
    @ParameterizedTest
    @EnumSource
    void a_signed_request_is_sent_once(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/"))
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=x")
                    .build();

            HttpResponse<String> response = sending.send(client, request);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_that_the_policy_does_not_name_is_not_repeated(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3).retryOn(FailureClass.CONNECT_FAILURE))) {

            assertThat(sending.send(client, Sent.get(server)).statusCode()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_breaks_off_after_its_head_is_not_repeated(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.half(200, "begin"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(3))) {

            Throwable thrown =
                    org.assertj.core.api.Assertions.catchThrowable(() -> sending.send(client, Sent.get(server)));

            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }
}
