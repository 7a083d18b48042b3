package io.breakwater.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.DeadlinePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deadline as a member of the baggage. It is 1,000,000 ms by our clock. */
class DeadlineMemberTest {
    private static final long NOW_MILLIS = 1_000_000;
    private static final long NOW_NANOS = 77;
    private static final DeadlinePolicy POLICY = DeadlinePolicy.builder().build();

    private static Deadline parse(String value) {
        return DeadlineMember.parse(value, NOW_NANOS, NOW_MILLIS, POLICY);
    }

    @Test
    void tells_the_expiry_and_the_time_of_sending() {
        assertThat(DeadlineMember.format(2_000_000_000L, NOW_MILLIS)).isEqualTo("1002000-1000000");
    }

    /** Trap 29. */
    @ParameterizedTest
    @ValueSource(longs = {400_000, 0, -5_000_000})
    void tells_at_least_a_millisecond(long leftNanos) {
        assertThat(DeadlineMember.format(leftNanos, NOW_MILLIS)).isEqualTo("1000001-1000000");
    }

    /** Traps 30 and 31: what an unaware hop copied is not stale, and clocks that differ too much are not believed. */
    @ParameterizedTest
    @CsvSource({
        "1002000-1000000, 2000, just sent",
        "1002000-999500, 2000, 500 ms under way",
        "1000000-999500, 0, just over",
        "999000-998500, -1000, over for a while",
        "1002000-940000, 2000, a minute under way",
        "1002900-1000900, 2000, the sender is ahead by less than a second: its span counts",
    })
    void tells_what_is_left(String value, long leftMillis, String why) {
        Deadline deadline = parse(value);

        assertThat(deadline).as(why).isNotNull();
        assertThat(deadline.remainingNanos(NOW_NANOS)).isEqualTo(leftMillis * 1_000_000);
        assertThat(deadline.isFromClock()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1002000-939999", // more than a minute under way
                "1302000-1300000", // from the future
                "1120001-1000000", // more than max
                "1002000",
                "",
                "-",
                "1002000-",
                "-1000000",
                "a-b",
                "1002000-1000000-1",
                "+1002000-1000000",
                "0x1-0x2",
                "1002000 -1000000",
                "9999999999999999999-1000000",
                "\\u0661-1000000"
            })
    void is_not_believed(String value) {
        assertThat(parse(value)).isNull();
    }
}
