package io.breakwater.telemetry.history;

import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricReading;
import io.breakwater.telemetry.metrics.MetricSink;
import java.util.HashMap;
import java.util.Map;

/** One reading of what the curves are made of, by destination. Thread-safety: confined to one reading. */
final class Totals implements MetricSink {
    private static final Metric[] READ = {
        Metric.HTTP_REQUESTS,
        Metric.DB_REQUESTS,
        Metric.HTTP_DURATION,
        Metric.DB_DURATION,
        Metric.RETRIES,
        Metric.INTERVENTIONS,
        Metric.CIRCUIT_BREAKER_STATE,
        Metric.BULKHEAD_IN_USE
    };
    private static final String WHOLE = "all";

    final Map<String, HostTotals> byHost = new HashMap<>();

    static Totals of(MetricReading reading) {
        Totals totals = new Totals();
        for (Metric metric : READ) {
            reading.read(metric, totals);
        }
        return totals;
    }

    @Override
    public void count(Metric metric, long value, String... labels) {
        HostTotals host = host(metric, labels);
        switch (metric) {
            case HTTP_REQUESTS:
            case DB_REQUESTS:
                addCalls(host, labels[2], value);
                break;
            case RETRIES:
                host.retried += value;
                break;
            case INTERVENTIONS:
                if (labels[1].equals("observe")) {
                    host.observed += value;
                } else {
                    host.interventions += value;
                }
                break;
            default:
                break; // is no part of a curve
        }
    }

    /** What the application gave up by itself is neither good nor bad, and no part of a curve. */
    private static void addCalls(HostTotals host, String status, long calls) {
        boolean isCode = Character.isDigit(status.charAt(0));
        if (status.equals("rejected") || status.equals("not-started")) {
            host.rejected += calls;
        } else if (status.equals("success") || (isCode && status.charAt(0) < '5')) {
            host.succeeded += calls;
        } else if (!status.equals("cancelled")) {
            host.failed += calls;
        }
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        HostTotals host = host(metric, labels);
        if (metric == Metric.BULKHEAD_IN_USE && labels[1].equals(WHOLE)) {
            host.inUse = (float) value;
        } else if (metric == Metric.CIRCUIT_BREAKER_STATE && value > 0) {
            host.breaker = Math.max(host.breaker, rank(labels[2]));
        }
    }

    private static float rank(String state) {
        return state.equals("open") ? 2 : state.equals("half-open") ? 1 : 0;
    }

    @Override
    public void durations(Metric metric, Durations durations, String... labels) {
        host(metric, labels).durations.add(durations);
    }

    private HostTotals host(Metric metric, String[] labels) {
        return byHost.computeIfAbsent(labels[metric.labels().indexOf("host")], absent -> new HostTotals());
    }
}
