package io.breakwater.tooling.control.status;

import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricReading;
import io.breakwater.telemetry.metrics.MetricSink;
import java.util.HashMap;
import java.util.Map;

/** The counters of all destinations, as the metrics have them. Thread-safety: confined to one thread. */
final class Tallies implements MetricSink {
    private static final Metric[] COUNTERS = {
        Metric.HTTP_REQUESTS,
        Metric.DB_REQUESTS,
        Metric.HTTP_DURATION,
        Metric.DB_DURATION,
        Metric.ATTEMPTS,
        Metric.RETRIES,
        Metric.INTERVENTIONS,
        Metric.DEADLINE_EXCEEDED,
        Metric.FAIL_OPEN
    };

    private final Map<String, DestinationTally> byName = new HashMap<>();

    private Tallies() {}

    static Map<String, DestinationTally> of(MetricReading reading) {
        Tallies tallies = new Tallies();
        for (Metric metric : COUNTERS) {
            reading.read(metric, tallies);
        }
        return tallies.byName;
    }

    @Override
    public void count(Metric metric, long value, String... labels) {
        if (value == 0) {
            return; // of others, say, of whom there may be none
        }
        DestinationTally tally = tally(metric, labels);
        switch (metric) {
            case HTTP_REQUESTS:
            case DB_REQUESTS:
                tally.countCalls(label(metric, "status", labels), value);
                break;
            case ATTEMPTS:
                tally.attempts += value;
                break;
            case RETRIES:
                tally.retries += value;
                break;
            case INTERVENTIONS:
                (isObserved(metric, labels) ? tally.wouldHave : tally.interventions)
                        .merge(label(metric, "kind", labels), value, Long::sum);
                break;
            case DEADLINE_EXCEEDED:
                tally.deadlinesOverrun += isObserved(metric, labels) ? 0 : value;
                break;
            case FAIL_OPEN:
                tally.failOpen += value;
                break;
            default:
                break; // is not told here
        }
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        // The live state is read from the engine.
    }

    @Override
    public void durations(Metric metric, Durations durations, String... labels) {
        if (durations.count() > 0) {
            tally(metric, labels).buckets.add(durations);
        }
    }

    private static boolean isObserved(Metric metric, String[] labels) {
        return label(metric, "mode", labels).equals("observe");
    }

    private static String label(Metric metric, String name, String[] labels) {
        return labels[metric.labels().indexOf(name)];
    }

    private DestinationTally tally(Metric metric, String[] labels) {
        return byName.computeIfAbsent(label(metric, "host", labels), DestinationTally::new);
    }
}
