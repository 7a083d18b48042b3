package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.time.TimeSource;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundHeadersTest {
    private static final String ENVOY = "x-envoy-expected-rq-timeout-ms";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    /** A clock that wraps around within the test's deadlines, as it may. */
    private static final long NOW = Long.MAX_VALUE - 1000;

    private static final long EPOCH = 1_767_225_600_000L;

    private final Map<String, String> headers = new HashMap<>();
    private DeadlinePolicy policy = DeadlinePolicy.builder().build();

    @Test
    void a_request_that_says_nothing_has_no_caller() {
        headers.put("accept", "text/plain");

        assertThat(caller()).isNull();
    }

    @Test
    void the_relative_header_counts_from_the_arrival() {
        headers.put(ENVOY, "1500");

        assertThat(left()).isEqualTo(Duration.ofMillis(1500));
        assertThat(deadline().isFromClock()).isFalse();
    }

    @Test
    void nothing_left_is_expired_now_and_not_without_a_limit() {
        headers.put(ENVOY, "0");

        assertThat(left()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-1", "+5", "1.5", "1500ms", "0x10", "1e3", "٣", "infinity", ",", "9999999999999999999"
            })
    void a_relative_header_that_is_no_number_is_ignored(String garbage) {
        headers.put(ENVOY, garbage);

        assertThat(caller()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1H, 3600000000000",
        "2M, 120000000000",
        "3S, 3000000000",
        "1500m, 1500000000",
        "7u, 7000",
        "1n, 1",
        "99999999n, 99999999",
        "0S, 0"
    })
    void every_unit_of_grpc_is_known(String timeout, long nanos) {
        policy = DeadlinePolicy.builder().maxNanos(Long.MAX_VALUE / 2).build();
        headers.put("grpc-timeout", timeout);

        assertThat(left()).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "5", "5s", "5 S", "-5S", "123456789S", "5.0S", "5X"})
    void a_grpc_timeout_that_is_none_is_ignored(String garbage) {
        headers.put("grpc-timeout", garbage);

        assertThat(caller()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"36000000", "999999999999999999"})
    void ten_hours_are_cut_to_the_longest_that_is_allowed(String millis) {
        headers.put(ENVOY, millis);

        assertThat(left()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void so_are_more_hours_than_a_clock_has() {
        headers.put("grpc-timeout", "99999999H");

        assertThat(left()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void the_baggage_tells_what_is_left_though_a_hop_took_its_time() {
        headers.put("baggage", member(EPOCH - 500, 2000));

        assertThat(left()).isEqualTo(Duration.ofMillis(1500));
        assertThat(deadline().isFromClock()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadline=%s",
                "a=1,deadline=%s",
                " a=1 ;p ,\tdeadline = %s ;p=1;q, b=2",
                "deadline=%s,deadline=nonsense",
                "deadlines=1,xdeadline=2,deadline=%s",
                "=,;,,deadline=%s"
            })
    void the_member_is_found_wherever_it_is(String baggage) {
        headers.put("baggage", String.format(baggage, (EPOCH + 900) + "-" + (EPOCH - 100)));

        assertThat(left()).isEqualTo(Duration.ofMillis(900));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a=1", "deadline", "deadline=", "deadline=;x", "Deadline=%s", "a=deadline=%s", "deadlinex=%s"
            })
    void baggage_without_the_member_is_ignored(String baggage) {
        headers.put("baggage", baggage.replace("%s", (EPOCH + 900) + "-" + EPOCH));

        assertThat(caller()).isNull();
    }

    @Test
    void the_earliest_of_several_members_counts() {
        headers.put("baggage", member(EPOCH, 3000) + ", " + member(EPOCH, 700) + "," + member(EPOCH, 900));

        assertThat(left()).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void the_key_of_the_member_is_the_configurations() {
        policy = DeadlinePolicy.builder().baggageKey("expiry").build();
        headers.put("baggage", member(EPOCH, 100) + ",expiry=" + (EPOCH + 800) + "-" + EPOCH);

        assertThat(left()).isEqualTo(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300_000, 300_000})
    void clocks_five_minutes_apart_leave_the_relative_header(long apartMillis) {
        headers.put("baggage", member(EPOCH + apartMillis, 50));
        headers.put(ENVOY, "1500");

        assertThat(left()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300_000, 300_000})
    void clocks_five_minutes_apart_leave_nothing_where_there_is_no_other(long apartMillis) {
        headers.put("baggage", member(EPOCH + apartMillis, 2000));

        assertThat(caller()).isNull();
    }

    @Test
    void baggage_that_grants_more_than_is_allowed_is_ignored() {
        headers.put("baggage", member(EPOCH, 36_000_000));

        assertThat(caller()).isNull();
    }

    @Test
    void baggage_that_arrives_expired_is_expired() {
        headers.put("baggage", member(EPOCH - 3000, 2000));

        assertThat(left()).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void of_all_sources_the_shortest_counts() {
        headers.put(ENVOY, "3000");
        headers.put("grpc-timeout", "2S");
        headers.put("baggage", member(EPOCH - 500, 1500));
        assertThat(left()).isEqualTo(Duration.ofSeconds(1));

        headers.put("grpc-timeout", "700m");
        assertThat(left()).isEqualTo(Duration.ofMillis(700));

        headers.put(ENVOY, "300");
        assertThat(left()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_time_of_day_that_is_clearly_earlier_counts_and_the_span_is_what_is_certain() {
        headers.put(ENVOY, "2000");
        headers.put("baggage", member(EPOCH - 500, 2000));

        assertThat(left()).isEqualTo(Duration.ofMillis(1500));
        assertThat(deadline().isFromClock()).isTrue();
        assertThat(Duration.ofNanos(deadline().certain().remainingNanos(NOW))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_span_is_not_taken_for_a_time_of_day_because_of_the_time_on_the_way() {
        headers.put(ENVOY, "2000");
        headers.put("baggage", member(EPOCH - 3, 2000));

        assertThat(left()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deadline().isFromClock()).isFalse();
    }

    @Test
    void of_several_lines_of_a_header_the_shortest_counts() {
        headers.put(ENVOY, "900,400, 700");
        assertThat(left()).isEqualTo(Duration.ofMillis(400));

        headers.put(ENVOY, "nonsense,900");
        assertThat(left()).isEqualTo(Duration.ofMillis(900));

        headers.put("grpc-timeout", "5S,300m");
        assertThat(left()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void only_headers_that_the_configuration_names_are_read() {
        policy = DeadlinePolicy.builder()
                .read(Collections.singletonList("grpc-timeout"))
                .build();
        headers.put(ENVOY, "1");
        headers.put("baggage", member(EPOCH, 1));
        assertThat(caller()).isNull();

        headers.put("grpc-timeout", "1S");
        assertThat(left()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void where_deadlines_are_disabled_the_rest_is_still_read() {
        policy = DeadlinePolicy.builder().mode(Mode.DISABLED).build();
        headers.put(ENVOY, "1");
        assertThat(caller()).isNull();

        headers.put("traceparent", TRACE);
        assertThat(caller().deadline()).isNull();
        assertThat(caller().traceParent()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @CsvSource({
        "1,false",
        "2,true",
        "12,true",
        "'1,2',true",
        "'2, 1',true",
        "0,false",
        "-2,false",
        "two,false",
        "'',false",
        "99999999999,false"
    })
    void a_later_attempt_is_one_whose_marker_is_above_one(String marker, boolean repeats) {
        headers.put("x-envoy-attempt-count", marker);

        Caller caller = caller();

        assertThat(caller != null && caller.repeats()).isEqualTo(repeats);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00 "
            })
    void a_trace_is_known_by_its_shape(String traceParent) {
        headers.put("traceparent", traceParent);

        assertThat(caller().traceParent()).isEqualTo(traceParent.trim());
    }

    /** It is handed on to the next server, and HTTP/2 can carry a line's end to here. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-what-the-future-brings", "-\r\nhost: evil.example\r\n", "-\u00e9"})
    void of_a_later_version_only_what_this_one_knows_is_taken(String more) {
        headers.put("traceparent", "cc" + TRACE.substring(2) + more);

        assertThat(caller().traceParent()).isEqualTo(TRACE);
    }

    @Test
    void as_many_lines_as_a_client_can_send_are_read_in_one_pass() {
        List<String> lines = Collections.nCopies(50_000, "k=v");

        assertThat(HeaderLines.joined(lines)).hasSize(50_000 * 4 - 1).startsWith("k=v,k=v,");
        assertThat(HeaderLines.joined(Collections.enumeration(lines))).isEqualTo(HeaderLines.joined(lines));
        assertThat(HeaderLines.joined(Collections.singletonList("one"))).isEqualTo("one");
        assertThat(HeaderLines.joined(Collections.<String>emptyEnumeration())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more"
            })
    void a_broken_trace_is_none(String traceParent) {
        headers.put("traceparent", traceParent);

        assertThat(caller()).isNull();
    }

    private static String member(long sentMillis, long spanMillis) {
        return "deadline=" + (sentMillis + spanMillis) + "-" + sentMillis;
    }

    private Duration left() {
        return Duration.ofNanos(deadline().remainingNanos(NOW));
    }

    private Deadline deadline() {
        return caller().deadline();
    }

    private Caller caller() {
        return InboundHeaders.read(new MapHead(), headers, policy, new TimeSource() {
            @Override
            public long nanoTime() {
                return NOW;
            }

            @Override
            public long epochMillis() {
                return EPOCH;
            }
        });
    }
}
