package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "Text/Event-Stream; charset=utf-8",
                "application/grpc",
                "application/grpc+proto",
                "multipart/x-mixed-replace; boundary=x"
            })
    void an_answer_without_a_natural_end_is_known_by_its_type(String contentType) {
        assertThat(Streaming.isStreaming(contentType)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"text/plain", "application/json", "multipart/mixed"})
    void any_other_ends(String contentType) {
        assertThat(Streaming.isStreaming(contentType)).isFalse();
    }
}
