package io.breakwater.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers of every shape come through as they are, with all policies in force. */
class AnswersTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private static Rules everything() {
        return Rules.attempts(2)
                .total(Duration.ofSeconds(20))
                .idle(Duration.ofSeconds(10))
                .breakerAfter(10)
                .bulkhead(10, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void head_requests(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "not sent"), Answer.ok("not sent"));
                Agent agent = Agent.with(everything())) {
            HttpRequest head = HttpRequest.newBuilder(server.uri("/"))
                    .method("HEAD", BodyPublishers.noBody())
                    .build();

            HttpResponse<String> response = sending.send(client, head);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Trap 19: a conditional answer is an answer. */
    @ParameterizedTest
    @EnumSource
    void answers_without_a_body(Sending sending) throws Exception {
        for (int status : new int[] {204, 304, 205}) {
            try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, ""), Answer.status(status, ""));
                    Agent agent = Agent.with(everything())) {

                HttpResponse<String> response = sending.send(client, Sent.get(server));

                assertThat(response.statusCode()).isEqualTo(status);
                assertThat(response.body()).isEmpty();
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunked_answers(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.chunked(503, "not ", "yet"), Answer.chunked(200, "in ", "three ", "parts"));
                Agent agent = Agent.with(everything())) {

            HttpResponse<String> response = sending.send(client, Sent.get(server));

            assertThat(response.body()).isEqualTo("in three parts");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_ends_with_the_connection(Sending sending) throws Exception {
        Answer unsized = connection -> {
            connection.write(Answer.head(200, "Connection: close") + "\r\nall until the end");
            return false;
        };
        try (ScriptedServer server = ScriptedServer.answering(unsized);
                Agent agent = Agent.with(everything())) {

            assertThat(sending.send(client, Sent.get(server)).body()).isEqualTo("all until the end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressed_bytes_stay_as_they_are(Sending sending) throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("compressed".getBytes(StandardCharsets.UTF_8));
        }
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.bytes(503, compressed.toByteArray(), "Content-Encoding: gzip"),
                        Answer.bytes(200, compressed.toByteArray(), "Content-Encoding: gzip"));
                Agent agent = Agent.with(everything())) {

            HttpResponse<byte[]> response = sending.send(client, Sent.get(server), BodyHandlers.ofByteArray());

            assertThat(response.body()).isEqualTo(compressed.toByteArray());
            assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_body_of_a_mebibyte_arrives_whole_at_the_last_attempt(Sending sending) throws Exception {
        byte[] large = new byte[1 << 20];
        large[large.length - 1] = 1;
        try (ScriptedServer server = ScriptedServer.answering(Answer.bytes(503, large));
                Agent agent = Agent.with(everything())) {

            HttpResponse<byte[]> response = sending.send(client, Sent.get(server), BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo(large);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    /** Trap 14: the interim answer is no answer, and waiting for it no timeout. */
    @ParameterizedTest
    @EnumSource
    void a_request_that_expects_to_be_continued(Sending sending) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, ""), Answer.ok("yes"));
                Agent agent = Agent.with(everything())) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/"))
                    .expectContinue(true)
                    .PUT(BodyPublishers.ofString("continued"))
                    .build();

            HttpResponse<String> response = sending.send(client, request);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(server.received()).extracting(ReceivedRequest::text).containsExactly("continued", "continued");
        }
    }
}
