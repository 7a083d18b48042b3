package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time stands still; the caller waits for 500 ms, 20 of which are the margin. */
class AttemptHeadersTest {
    private static final String MEMBER = "deadline=1767225600480-1767225600000";
    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final AttemptUnderWay call = new AttemptUnderWay();
    private final Headers headers = new Headers();

    @Test
    void a_trusted_host_is_told_of_the_time_and_the_attempt() {
        write(1);

        assertThat(headers.lines)
                .containsExactly(
                        "x-envoy-expected-rq-timeout-ms: 480", "baggage: " + MEMBER, "x-envoy-attempt-count: 1");
    }

    /** Trap 35. */
    @Test
    void any_other_is_told_nothing_and_its_request_stays_as_it_is() {
        call.deadlines.trusted(false);
        call.traceParent = TRACE_PARENT;
        headers.lines.add("baggage: user=42");

        write(2);

        assertThat(headers.lines).containsExactly("baggage: user=42");
        assertThat(headers.changes).isZero();
    }

    /** A tracer hands on the baggage that the request came with, and with it the caller's own member. */
    @ParameterizedTest
    @CsvSource({"'deadline=1-0,user=42', baggage: user=42", "deadline=1-0,"})
    void any_other_does_not_get_the_member_that_came_with_the_request_either(String baggage, String left) {
        call.deadlines.trusted(false);
        headers.lines.add("baggage: " + baggage);

        write(1);

        assertThat(headers.lines).isEqualTo(left == null ? Collections.emptyList() : Collections.singletonList(left));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OBSERVE", "DISABLED"})
    void nobody_is_told_where_deadlines_are_not_enforced(Mode mode) {
        call.deadlines.mode(mode);
        call.traceParent = TRACE_PARENT;
        headers.lines.add("baggage: deadline=1-0");

        write(2);

        assertThat(headers.changes).isZero();
    }

    @Test
    void without_a_limit_the_first_attempt_has_nothing_to_say() {
        call.use(1, null, session -> AttemptHeaders.write(session, headers));

        assertThat(headers.changes).isZero();
    }

    /** Trap 5. */
    @Test
    void without_a_limit_a_later_attempt_says_that_it_is_one() {
        call.use(2, null, session -> AttemptHeaders.write(session, headers));

        assertThat(headers.lines).containsExactly("x-envoy-attempt-count: 2");
    }

    @Test
    void only_the_headers_that_are_asked_for_are_written() {
        call.deadlines.write(Collections.singletonList("grpc-timeout"));

        write(1);

        assertThat(headers.lines).containsExactly("grpc-timeout: 480m", "x-envoy-attempt-count: 1");
    }

    /** Trap 36. */
    @ParameterizedTest
    @CsvSource({
        "100, 100",
        "481, 480",
        "479, 479",
        "0, 480",
        "-5, 480",
        "soon, 480",
        "99999999999999999999, 480",
        "' 7 ', 7",
    })
    void of_two_times_the_shorter_one_is_told_once(String theirs, String told) {
        headers.lines.add("X-Envoy-Expected-Rq-Timeout-Ms: " + theirs);

        write(1);

        assertThat(headers.values("x-envoy-expected-rq-timeout-ms")).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource({"1S, 480m", "1H, 480m", "2M, 480m", "100m, 100m", "9000u, 9m", "1n, 1m", "x, 480m", "'', 480m"})
    void of_two_grpc_timeouts_the_shorter_one_is_told_once(String theirs, String told) {
        call.deadlines.write(Collections.singletonList("grpc-timeout"));
        headers.lines.add("grpc-timeout: " + theirs);

        write(1);

        assertThat(headers.values("grpc-timeout")).containsExactly(told);
    }

    @Test
    void the_member_comes_first_and_in_the_place_of_an_older_one() {
        headers.lines.add("Baggage: user=42;p=1, deadline=5-1 ,, deadlines=2");
        headers.lines.add("baggage: deadline;x, tenant = 7");

        write(1);

        assertThat(headers.values("baggage")).containsExactly(MEMBER + ",user=42;p=1,deadlines=2,tenant = 7");
    }

    @Test
    void the_key_is_the_configurations() {
        call.deadlines.baggageKey("dl");
        headers.lines.add("baggage: deadline=5-1");

        write(1);

        assertThat(headers.values("baggage")).containsExactly(MEMBER.replace("deadline", "dl") + ",deadline=5-1");
    }

    /** Trap 34. */
    @Test
    void sixty_four_members_go_along_ours_among_them() {
        headers.lines.add("baggage: "
                + IntStream.range(0, 64).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(",")));

        write(1);

        assertThat(headers.values("baggage").get(0).split(","))
                .hasSize(64)
                .startsWith(MEMBER, "k0=v")
                .endsWith("k62=v");
    }

    /** Trap 34: whole members only. */
    @Test
    void no_member_is_cut_in_two() {
        String large = "large=" + String.join("", Collections.nCopies(8_000, "x"));
        headers.lines.add("baggage: a=1," + large + ",b=" + String.join("", Collections.nCopies(200, "x")) + ",c=3");

        write(1);

        assertThat(headers.values("baggage")).containsExactly(MEMBER + ",a=1," + large);
        assertThat(headers.values("baggage").get(0)).hasSizeLessThanOrEqualTo(8_192);
    }

    @Test
    void baggage_that_is_too_large_does_not_keep_ours_back() {
        headers.lines.add("baggage: large=" + String.join("", Collections.nCopies(9_000, "x")));

        write(1);

        assertThat(headers.values("baggage")).containsExactly(MEMBER);
    }

    @Test
    void what_a_signature_may_cover_stays() {
        headers.lines.add("Signature-Input: sig1=(\"baggage\")");
        headers.lines.add("baggage: user=42");

        write(1);

        assertThat(headers.values("baggage")).containsExactly("user=42");
        assertThat(headers.values("x-envoy-expected-rq-timeout-ms")).containsExactly("480");
    }

    @Test
    void a_trace_that_nobody_else_tells_of_is_told() {
        call.traceParent = TRACE_PARENT;

        write(1);

        assertThat(headers.values("traceparent")).containsExactly(TRACE_PARENT);
    }

    @Test
    void a_tracers_own_word_on_the_trace_counts() {
        call.traceParent = TRACE_PARENT;
        headers.lines.add("Traceparent: theirs");

        write(1);

        assertThat(headers.values("traceparent")).containsExactly("theirs");
    }

    /** Written twice, as for a proxy's challenge, it is there once. */
    @Test
    void the_second_writing_replaces_the_first() {
        write(1);
        write(2);

        assertThat(headers.lines)
                .containsExactlyInAnyOrder(
                        "x-envoy-expected-rq-timeout-ms: 480", "baggage: " + MEMBER, "x-envoy-attempt-count: 2");
    }

    /** Traps 13 and 35: a tracer that copies the context into each request copies our member, too. */
    @ParameterizedTest
    @CsvSource({"'deadline=5-1,user=42', user=42", "'deadline=5-1',", "'user=42', user=42"})
    void a_member_that_somebody_else_has_written_is_taken_back_after_a_redirect(String theirs, String left) {
        headers.lines.add("baggage: " + theirs);

        call.use(1, 500L, session -> {
            assertThat(session.outboundMember()).isEqualTo(MEMBER);
            session.redirected(null);
            AttemptHeaders.write(session, headers);
        });

        assertThat(headers.values("baggage"))
                .containsExactlyElementsOf(left == null ? Collections.emptyList() : Collections.singletonList(left));
        assertThat(headers.lines).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_bug_leaves_the_request_as_it_is_by_then() {
        call.use(1, 500L, session -> {
            AttemptHeaders.write(session, new Headers() {
                @Override
                public List<String> values(String name) {
                    throw new IllegalStateException("a bug");
                }
            });

            assertThat(session.mayTell()).isFalse();
        });
    }

    private void write(int attempt) {
        call.use(attempt, 500L, session -> AttemptHeaders.write(session, headers));
    }

    /** As lines, in their order. */
    private static class Headers implements RequestHeaders {
        final List<String> lines = new ArrayList<>();
        int changes;

        @Override
        public List<String> values(String name) {
            return lines.stream()
                    .filter(line -> isOf(name, line))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .collect(Collectors.toList());
        }

        @Override
        public void set(String name, String value) {
            changes++;
            lines.removeIf(line -> isOf(name, line));
            lines.add(name + ": " + value);
        }

        @Override
        public void remove(String name) {
            changes++;
            lines.removeIf(line -> isOf(name, line));
        }

        private static boolean isOf(String name, String line) {
            return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
        }
    }
}
