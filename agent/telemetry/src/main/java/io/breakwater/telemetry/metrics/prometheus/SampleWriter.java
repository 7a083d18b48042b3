package io.breakwater.telemetry.metrics.prometheus;

import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import java.util.List;

/** One line for each value, the same in both formats. */
final class SampleWriter implements MetricSink {
    private final StringBuilder text;

    SampleWriter(StringBuilder text) {
        this.text = text;
    }

    @Override
    public void count(Metric metric, long value, String... labels) {
        line(metric, "", labels, "").append(value).append('\n');
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        line(metric, "", labels, "").append(number(value)).append('\n');
    }

    @Override
    public void durations(Metric metric, Durations durations, String... labels) {
        for (int bucket = 0; bucket < Durations.buckets(); bucket++) {
            String bound = "le=\"" + number(Durations.boundSeconds(bucket)) + "\"";
            line(metric, "_bucket", labels, bound)
                    .append(durations.atMost(bucket))
                    .append('\n');
        }
        line(metric, "_sum", labels, "").append(number(durations.sumSeconds())).append('\n');
        line(metric, "_count", labels, "").append(durations.count()).append('\n');
    }

    private StringBuilder line(Metric metric, String suffix, String[] values, String last) {
        text.append(metric.text()).append(suffix);
        List<String> names = metric.labels();
        if (names.isEmpty() && last.isEmpty()) {
            return text.append(' ');
        }
        text.append('{');
        for (int label = 0; label < values.length; label++) {
            text.append(label == 0 ? "" : ",").append(names.get(label)).append("=\"");
            text.append(Escapes.labelValue(values[label])).append('"');
        }
        return text.append(last.isEmpty() ? "" : ",").append(last).append("} ");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }
}
