package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final long MS = 1_000_000;

    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource({
        "250ms, 250",
        "2s, 2000",
        "1m, 60000",
        "1h, 3600000",
        "1h30m, 5400000",
        "1m30s500ms, 90500",
        "8760h, 31536000000"
    })
    void duration_is_a_whole_number_with_its_unit(String text, long millis) {
        assertThat(read(DurationType.positiveOrNone(), text)).isEqualTo(millis * MS);
        assertThat(DurationType.parse(DurationType.text(millis * MS))).isEqualTo(millis * MS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10",
                "1.5s",
                "-1s",
                "0s",
                "0ms",
                "1d",
                "5 s",
                "5S",
                "s",
                "ms5",
                "30m1h",
                "1s1s",
                "1h30",
                "8761h",
                "99999999999h",
                "99999999999999999999999999999s",
                "",
                " ",
                "none ",
                "1µs",
                "1ns",
                "Infinity",
                "NaN",
                "+1s",
                "8760h1ms"
            })
    void other_durations_are_refused(String text) {
        assertThat(read(DurationType.positiveOrNone(), text)).isNull();
        assertThat(problems.problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 'Write 10s if seconds are meant, 10ms if milliseconds'",
        "1.5s, write 1500ms",
        "0.25m, write 15s",
        "5 s, Write 5s",
        "5S, Write 5s",
        "-1s, write none",
        "0s, Write none",
        "99999999999h, to 8760h"
    })
    void refused_duration_names_a_way_out(String text, String wayOut) {
        read(DurationType.positiveOrNone(), text);

        assertThat(problems.problems().get(0).message()).contains(wayOut);
    }

    @Test
    void none_is_no_limit_where_there_may_be_none() {
        assertThat(read(DurationType.positiveOrNone(), "none")).isEqualTo(Long.MAX_VALUE);
        assertThat(read(DurationType.positive(), "none")).isNull();
        assertThat(read(DurationType.zeroOrMore(), "0ms")).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"20%, 20", "12.5%, 12.5", "100%, 100", "0.1%, 0.1"})
    void threshold_is_a_percentage(String text, double percent) {
        assertThat(read(PercentType.threshold(), text)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({
        "20, Write 20%",
        "0.5, Write 50%",
        "20 %, Write 20%",
        "0%, Write none",
        "101%, Write none",
        "-5%, such as 20%",
        "1e1%, such as 20%",
        "half, such as 20%"
    })
    void other_thresholds_are_refused_with_a_way_out(String text, String wayOut) {
        assertThat(read(PercentType.threshold(), text)).isNull();
        assertThat(problems.problems().get(0).message()).contains(wayOut);
    }

    @ParameterizedTest
    @CsvSource({"0B, 0", "512B, 512", "64KiB, 65536", "1MiB, 1048576", "64MiB, 67108864"})
    void size_has_a_binary_unit(String text, long bytes) {
        assertThat(read(new SizeType(), text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "64KB, Write 64KiB",
        "64k, Write 64KiB",
        "1 MiB, Write 1MiB",
        "100, Write 100B",
        "65MiB, to 64MiB",
        "999999999MiB, to 64MiB",
        "-1B, whole number",
        "1GiB, B KiB or MiB"
    })
    void other_sizes_are_refused_with_a_way_out(String text, String wayOut) {
        assertThat(read(new SizeType(), text)).isNull();
        assertThat(problems.problems().get(0).message().replace(",", "")).contains(wayOut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "1.0", "01", "0x1", "1_0", "99999999999", "two"})
    void integer_out_of_range_or_form_is_refused(String text) {
        assertThat(read(IntegerType.between(1, 10, "Way out"), text)).isNull();
        assertThat(problems.problems().get(0).message())
                .contains("(expected: 1..10)")
                .endsWith("Way out");
    }

    @Test
    void window_is_of_time_or_of_calls() {
        Window time = read(new WindowType(), "10s");
        Window calls = read(new WindowType(), "100 calls");

        assertThat(time).isNotNull();
        assertThat(time.nanos()).isEqualTo(10_000 * MS);
        assertThat(calls).isNotNull();
        assertThat(calls.calls()).isEqualTo(100);
        assertThat(read(new WindowType(), "0 calls")).isNull();
        assertThat(read(new WindowType(), "100calls")).isNull();
        assertThat(read(new WindowType(), "25h")).isNull();
    }

    @Test
    void every_built_in_value_is_written_as_a_user_would_write_it() {
        List<String> wrong = new ArrayList<>();

        collectWrongDefaults(ConfigOptions.root(), wrong);

        assertThat(wrong).isEmpty();
    }

    private void collectWrongDefaults(ConfigBlock block, List<String> wrong) {
        for (ConfigOption<?> option : block.options()) {
            if (option.defaultText() != null && !option.defaultText().equals(shownDefault(option))) {
                wrong.add(block + "." + option.key() + ": " + shownDefault(option));
            }
        }
        for (ConfigBlock child : block.blocks()) {
            collectWrongDefaults(child, wrong);
        }
    }

    private static <T> String shownDefault(ConfigOption<T> option) {
        return option.show(option.defaultValue());
    }

    private <T> @Nullable T read(ValueType<T> type, String text) {
        return type.read(new Cursor(ConfigValue.scalar(Origin.file("f"), text, true), "key", problems));
    }
}
