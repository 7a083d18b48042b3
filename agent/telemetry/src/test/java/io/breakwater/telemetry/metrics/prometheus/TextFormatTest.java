package io.breakwater.telemetry.metrics.prometheus;

import static io.breakwater.telemetry.metrics.Traffic.INVENTORY;
import static io.breakwater.telemetry.metrics.Traffic.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.telemetry.metrics.Traffic;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormatTest {
    private final Traffic traffic = new Traffic();

    private List<String> lines(TextFormat format) {
        String text = format.write(traffic.metrics.read());
        assertThat(text).endsWith("\n").doesNotContain("\r");
        return Arrays.asList(text.split("\n"));
    }

    @Test
    void a_counter_in_the_older_format() {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));

        assertThat(lines(TextFormat.PROMETHEUS))
                .containsSequence(
                        "# HELP http_client_requests_total Guarded HTTP calls that have ended, by what the application got",
                        "# TYPE http_client_requests_total counter",
                        "http_client_requests_total{method=\"GET\",host=\"inventory.example:8443\",status=\"200\"} 1");
    }

    @Test
    void a_counter_in_open_metrics_is_introduced_without_its_ending() {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));

        assertThat(lines(TextFormat.OPEN_METRICS))
                .containsSequence(
                        "# TYPE http_client_requests counter",
                        "# HELP http_client_requests Guarded HTTP calls that have ended, by what the application got",
                        "http_client_requests_total{method=\"GET\",host=\"inventory.example:8443\",status=\"200\"} 1")
                .contains("# TYPE breakwater_agent info")
                .endsWith("# EOF");
    }

    @Test
    void a_histogram_has_cumulative_buckets_that_end_in_its_count() {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200), 1, 20)
                .call(INVENTORY, "GET", Outcome.ofStatus(200), 1, 40_000);
        String labels = "{method=\"GET\",host=\"inventory.example:8443\"";

        assertThat(lines(TextFormat.PROMETHEUS))
                .containsSubsequence(
                        "# TYPE http_client_request_duration_seconds histogram",
                        "http_client_request_duration_seconds_bucket" + labels + ",le=\"0.01\"} 0",
                        "http_client_request_duration_seconds_bucket" + labels + ",le=\"0.025\"} 1",
                        "http_client_request_duration_seconds_bucket" + labels + ",le=\"30.0\"} 1",
                        "http_client_request_duration_seconds_bucket" + labels + ",le=\"60.0\"} 2",
                        "http_client_request_duration_seconds_bucket" + labels + ",le=\"+Inf\"} 2",
                        "http_client_request_duration_seconds_sum" + labels + "} 40.02",
                        "http_client_request_duration_seconds_count" + labels + "} 2");
    }

    @Test
    void a_metric_without_labels_has_no_braces() {
        assertThat(lines(TextFormat.PROMETHEUS)).contains("breakwater_metrics_destinations 0.0");
    }

    @Test
    void metrics_that_have_no_value_are_not_introduced() {
        assertThat(lines(TextFormat.PROMETHEUS)).noneMatch(line -> line.contains("db_client"));
    }

    @Test
    void nothing_in_a_name_ends_a_value_or_a_line() {
        Destination odd = Destination.of("http", "a\"b\\c\nd é {}", 80);
        traffic.call(odd, "GET", Outcome.ofStatus(200));

        assertThat(lines(TextFormat.PROMETHEUS))
                .contains("breakwater_attempts_total{method=\"GET\",host=\"a\\\"b\\\\c\\nd é {}:80\"} 1");
    }

    @Test
    void every_line_is_of_a_form_that_the_formats_know() {
        traffic.guard(INVENTORY);
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200)).call(ORDERS, "SELECT", Outcome.SUCCESS);
        String sample = "[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+})? (\\d+(\\.\\d+)?([Ee]-?\\d+)?)";

        assertThat(lines(TextFormat.PROMETHEUS))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+") || line.matches(sample));
    }

    @Test
    void open_metrics_is_written_only_for_those_who_ask_for_it() {
        assertThat(TextFormat.acceptedBy(Collections.emptyList())).isEqualTo(TextFormat.PROMETHEUS);
        assertThat(TextFormat.acceptedBy(Collections.singletonList("text/html, */*;q=0.8")))
                .isEqualTo(TextFormat.PROMETHEUS);
        assertThat(TextFormat.acceptedBy(Collections.singletonList(
                        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2")))
                .isEqualTo(TextFormat.OPEN_METRICS);
    }
}
