package io.breakwater.telemetry.metrics.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import io.breakwater.telemetry.metrics.Seen;
import io.breakwater.telemetry.metrics.Traffic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstrumentOutletTest {
    private static final long DUE_NANOS = 5_000_000_000L;

    private final Traffic traffic = new Traffic();
    private final Recorded api = new Recorded();
    private @Nullable Instruments found = api;
    private final InstrumentOutlet outlet = new InstrumentOutlet(traffic.metrics, () -> found, DUE_NANOS);

    @Test
    void it_waits_for_its_time_for_a_call_and_for_somebody_who_takes_metrics() {
        assertThat(outlet.isDue(DUE_NANOS)).as("without a call").isFalse();
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));
        assertThat(outlet.isDue(DUE_NANOS - 1)).isFalse();
        assertThat(outlet.isDue(DUE_NANOS)).isTrue();
        found = null;
        assertThat(outlet.isDue(DUE_NANOS)).isFalse();
    }

    @Test
    void counters_and_gauges_are_read_when_somebody_collects_them() {
        outlet.open();
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));

        Seen seen = new Seen();
        api.observed.get(Metric.HTTP_REQUESTS).accept(seen);

        assertThat(seen.values()).containsEntry("http_client_requests_total[GET, inventory.example:8443, 200]", 1.0);
        assertThat(api.observed).doesNotContainKeys(Metric.HTTP_DURATION, Metric.DB_DURATION);
        outlet.close();
        assertThat(api.observed).isEmpty();
    }

    @Test
    void durations_are_told_one_by_one_until_the_end() {
        outlet.open();
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200), 1, 20)
                .call(Traffic.ORDERS, "SELECT", Outcome.SUCCESS, 1, 3);
        outlet.close();
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200), 1, 20);

        assertThat(api.durations)
                .containsExactly(
                        "HTTP_DURATION GET inventory.example:8443 20 ms",
                        "DB_DURATION SELECT jdbc:postgresql://pg.example:5432/orders 3 ms");
    }

    @Test
    void names_are_those_of_opentelemetry() {
        assertThat(Metric.HTTP_REQUESTS.openTelemetryName()).isEqualTo("breakwater.http_client_requests");
        assertThat(Metric.HTTP_DURATION.openTelemetryName()).isEqualTo("breakwater.http_client_request_duration");
        assertThat(Metric.ATTEMPTS.openTelemetryName()).isEqualTo("breakwater.attempts");
    }

    private static final class Recorded implements Instruments {
        final Map<Metric, Consumer<MetricSink>> observed = new EnumMap<>(Metric.class);
        final List<String> durations = new ArrayList<>();

        @Override
        public void observe(Metric metric, Consumer<MetricSink> read) {
            observed.put(metric, read);
        }

        @Override
        public void record(Metric metric, long nanos, String method, String host) {
            durations.add(metric + " " + method + " " + host + " " + nanos / 1_000_000 + " ms");
        }

        @Override
        public void close() {
            observed.clear();
        }
    }
}
