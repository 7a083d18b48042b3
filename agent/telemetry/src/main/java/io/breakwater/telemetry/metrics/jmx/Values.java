package io.breakwater.telemetry.metrics.jmx;

import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricReading;
import io.breakwater.telemetry.metrics.MetricSink;
import java.util.Map;
import java.util.TreeMap;

/** One reading of all metrics, by destination. Thread-safety: confined to {@link #of}, then not written any more. */
final class Values implements MetricSink {
    final Map<String, DestinationValues> byHost = new TreeMap<>();
    final Map<String, Long> reloads = new TreeMap<>();
    double configurationAgeSeconds;
    boolean configurationUpToDate;
    long destinations;
    long destinationsLimit;
    String version = "";
    String mode = "";

    private Values() {}

    static Values of(MetricReading reading) {
        Values values = new Values();
        for (Metric metric : Metric.values()) {
            reading.read(metric, values);
        }
        return values;
    }

    @Override
    public void count(Metric metric, long value, String... labels) {
        if (metric == Metric.RELOADS) {
            reloads.put(labels[0], value);
            return;
        }
        if (value == 0) {
            return; // of others, say, of whom there may be none
        }
        DestinationValues host = host(metric, labels);
        switch (metric) {
            case HTTP_REQUESTS:
            case DB_REQUESTS:
                host.requests += value;
                host.byMethod.merge(labels[0], value, Long::sum);
                host.byStatus.merge(labels[2], value, Long::sum);
                break;
            case ATTEMPTS:
                host.attempts += value;
                break;
            case RETRIES:
                host.retries += value;
                break;
            case INTERVENTIONS:
                (labels[1].equals("observe") ? host.observed : host.interventions).merge(labels[0], value, Long::sum);
                break;
            case DEADLINE_EXCEEDED:
                host.deadlineExceeded += labels[0].equals("observe") ? 0 : value;
                break;
            case FAIL_OPEN:
                host.failOpen += value;
                break;
            default:
                break; // is not told here
        }
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        switch (metric) {
            case CIRCUIT_BREAKER_STATE:
                if (value > 0) {
                    host(metric, labels).breakers.put(labels[1], labels[2]);
                }
                break;
            case BULKHEAD_IN_USE:
                host(metric, labels).inUse.put(labels[1], (long) value);
                break;
            case BULKHEAD_LIMIT:
                host(metric, labels).limit.put(labels[1], (long) value);
                break;
            case BULKHEAD_WAITING:
                host(metric, labels).waiting.put(labels[1], (long) value);
                break;
            case RETRY_BUDGET_LEFT:
                host(metric, labels).retriesLeft = value;
                break;
            case DESTINATIONS:
                destinations = (long) value;
                break;
            case DESTINATIONS_LIMIT:
                destinationsLimit = (long) value;
                break;
            case CONFIGURATION_AGE:
                configurationAgeSeconds = value;
                break;
            case CONFIGURATION_UP_TO_DATE:
                configurationUpToDate = value > 0;
                break;
            case AGENT_INFO:
                version = labels[0];
                mode = labels[1];
                break;
            default:
                break; // is not told here
        }
    }

    @Override
    public void durations(Metric metric, Durations durations, String... labels) {
        host(metric, labels).seconds += durations.sumSeconds();
    }

    private DestinationValues host(Metric metric, String[] labels) {
        return byHost.computeIfAbsent(labels[metric.labels().indexOf("host")], absent -> new DestinationValues());
    }
}
