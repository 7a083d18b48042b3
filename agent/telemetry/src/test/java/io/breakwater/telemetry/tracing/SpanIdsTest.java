package io.breakwater.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of the W3C's recommendation for {@code traceparent}, and what may go wrong with them. */
class SpanIdsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void a_header_tells_trace_span_and_whether_it_is_sampled() {
        SpanIds sampled = SpanIds.parse("00-" + TRACE + "-" + SPAN + "-01");

        assertThat(sampled.traceId()).isEqualTo(TRACE);
        assertThat(sampled.spanId()).isEqualTo(SPAN);
        assertThat(sampled.isSampled()).isTrue();
        assertThat(SpanIds.parse("00-" + TRACE + "-" + SPAN + "-00").isSampled())
                .isFalse();
        assertThat(SpanIds.parse("00-" + TRACE + "-" + SPAN + "-03").isSampled())
                .isTrue();
    }

    @Test
    void what_is_written_can_be_read() {
        SpanIds ids = new SpanIds(TRACE, SPAN, true);

        assertThat(ids.traceParent()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(SpanIds.parse(ids.traceParent()).traceParent()).isEqualTo(ids.traceParent());
    }

    @Test
    void a_later_version_may_say_more() {
        assertThat(SpanIds.parse("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x"
            })
    void anything_else_is_no_parent(String text) {
        assertThat(SpanIds.parse(text)).isNull();
    }

    @Test
    void no_header_is_no_parent() {
        assertThat(SpanIds.parse(null)).isNull();
    }
}
