package io.breakwater.telemetry.tracing.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A collector that spans go to, as OpenTelemetry's settings name it. There is none by default: one has to be named, by its
 * address or by {@code OTEL_TRACES_EXPORTER}.
 *
 * <p>Thread-safety: immutable.
 */
final class ExportTarget {
    private static final String OTLP = "otel.exporter.otlp.";
    private static final String OTLP_TRACES = "otel.exporter.otlp.traces.";
    private static final String ZIPKIN = "otel.exporter.zipkin.";
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MOST_MILLIS = 60_000;

    final boolean zipkin;
    final String address;
    final Map<String, String> headers;
    final int timeoutMillis;
    final boolean gzip;
    final @Nullable String certificate;

    private ExportTarget(
            boolean zipkin,
            String address,
            Map<String, String> headers,
            int timeoutMillis,
            boolean gzip,
            @Nullable String certificate) {
        this.zipkin = zipkin;
        this.address = address;
        this.headers = headers;
        this.timeoutMillis = timeoutMillis;
        this.gzip = gzip;
        this.certificate = certificate;
    }

    /** @param log told of what is asked for and cannot be done */
    static List<ExportTarget> in(OtelSettings settings, Consumer<String> log) {
        List<ExportTarget> targets = new ArrayList<>();
        if (settings.isTrue("otel.sdk.disabled")) {
            return targets;
        }
        String exporters = settings.text("otel.traces.exporter");
        if (exporters == null ? otlpEndpoint(settings) != null : names(exporters, "otlp")) {
            add(targets, otlp(settings, log));
        }
        if (exporters == null ? settings.text(ZIPKIN + "endpoint") != null : names(exporters, "zipkin")) {
            targets.add(zipkin(settings));
        }
        return targets;
    }

    private static void add(List<ExportTarget> targets, @Nullable ExportTarget target) {
        if (target != null) {
            targets.add(target);
        }
    }

    private static boolean names(String exporters, String name) {
        return OtelSettings.list(exporters).contains(name);
    }

    private static @Nullable String otlpEndpoint(OtelSettings settings) {
        return settings.firstText(OTLP_TRACES + "endpoint", OTLP + "endpoint");
    }

    private static @Nullable ExportTarget otlp(OtelSettings settings, Consumer<String> log) {
        String protocol = settings.firstText(OTLP_TRACES + "protocol", OTLP + "protocol");
        if (protocol != null && !protocol.equals("http/protobuf")) {
            log.accept("traces are not exported: otlp protocol: " + protocol + " (expected: http/protobuf)");
            return null;
        }
        String whole = settings.text(OTLP_TRACES + "endpoint");
        String base = settings.text(OTLP + "endpoint", "http://localhost:4318");
        String headers = settings.firstText(OTLP_TRACES + "headers", OTLP + "headers");
        return new ExportTarget(
                false,
                whole != null ? whole : base + (base.endsWith("/") ? "v1/traces" : "/v1/traces"),
                OtelSettings.pairs(headers),
                settings.number(
                        OTLP_TRACES + "timeout",
                        settings.number(OTLP + "timeout", TIMEOUT_MILLIS, MOST_MILLIS),
                        MOST_MILLIS),
                "gzip".equals(settings.firstText(OTLP_TRACES + "compression", OTLP + "compression")),
                settings.firstText(OTLP_TRACES + "certificate", OTLP + "certificate"));
    }

    private static ExportTarget zipkin(OtelSettings settings) {
        return new ExportTarget(
                true,
                settings.text(ZIPKIN + "endpoint", "http://localhost:9411/api/v2/spans"),
                Collections.emptyMap(),
                settings.number(ZIPKIN + "timeout", TIMEOUT_MILLIS, MOST_MILLIS),
                false,
                null);
    }
}
