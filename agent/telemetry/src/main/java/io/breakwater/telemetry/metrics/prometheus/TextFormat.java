package io.breakwater.telemetry.metrics.prometheus;

import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricReading;

/**
 * The two text formats that Prometheus reads. They differ in how a metric is introduced and in how the text ends.
 *
 * <p>Source: Prometheus' "Exposition formats", text format 0.0.4; OpenMetrics 1.0.0. Written here and not by Prometheus'
 * own library, which reads a file of settings from the application's class path.
 */
public enum TextFormat {
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8") {
        @Override
        void introduce(Metric metric, StringBuilder text) {
            text.append("# HELP ").append(metric.text()).append(' ').append(Escapes.help(metric.help()));
            text.append("\n# TYPE ").append(metric.text()).append(' ').append(typeOf(metric, "gauge"));
            text.append('\n');
        }

        @Override
        void end(StringBuilder text) {}
    },

    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8") {
        @Override
        void introduce(Metric metric, StringBuilder text) {
            String family = metric.text().replaceFirst("_(total|info)$", "");
            text.append("# TYPE ").append(family).append(' ').append(typeOf(metric, "info"));
            text.append("\n# HELP ").append(family).append(' ').append(Escapes.labelValue(metric.help()));
            text.append('\n');
        }

        @Override
        void end(StringBuilder text) {
            text.append("# EOF\n");
        }
    };

    private final String contentType;

    TextFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The format that a request asks for; the older one if it does not say. */
    static TextFormat acceptedBy(Iterable<String> acceptHeaders) {
        for (String header : acceptHeaders) {
            if (header.contains("application/openmetrics-text")) {
                return OPEN_METRICS;
            }
        }
        return PROMETHEUS;
    }

    String contentType() {
        return contentType;
    }

    /** All metrics that have a value. */
    public String write(MetricReading reading) {
        StringBuilder text = new StringBuilder(8192);
        for (Metric metric : Metric.values()) {
            StringBuilder values = new StringBuilder();
            reading.read(metric, new SampleWriter(values));
            if (values.length() > 0) {
                introduce(metric, text);
                text.append(values);
            }
        }
        end(text);
        return text.toString();
    }

    abstract void introduce(Metric metric, StringBuilder text);

    abstract void end(StringBuilder text);

    private static String typeOf(Metric metric, String info) {
        switch (metric.type()) {
            case COUNTER:
                return "counter";
            case GAUGE:
                return "gauge";
            case HISTOGRAM:
                return "histogram";
            case INFO:
                return info;
        }
        throw new AssertionError(metric);
    }
}
