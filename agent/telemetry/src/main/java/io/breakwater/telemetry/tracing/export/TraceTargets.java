package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.export.ExportTarget;
import io.breakwater.telemetry.export.OtelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The collectors that spans go to. There is none by default: one has to be named, by its address or by {@code
 * OTEL_TRACES_EXPORTER}.
 *
 * <p>Thread-safety: stateless.
 */
final class TraceTargets {
    private TraceTargets() {}

    /** @param log told of what is asked for and cannot be done */
    static List<ExportTarget> in(OtelSettings settings, Consumer<String> log) {
        List<ExportTarget> targets = new ArrayList<>();
        if (settings.isTrue("otel.sdk.disabled")) {
            return targets;
        }
        String exporters = settings.text("otel.traces.exporter");
        boolean hasAddress =
                settings.firstText("otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.endpoint") != null;
        if (exporters == null ? hasAddress : names(exporters, "otlp")) {
            ExportTarget target = ExportTarget.otlp("traces", settings, log);
            if (target != null) {
                targets.add(target);
            }
        }
        boolean hasZipkin = settings.text("otel.exporter.zipkin.endpoint") != null;
        if (exporters == null ? hasZipkin : names(exporters, "zipkin")) {
            targets.add(ExportTarget.zipkin(settings));
        }
        return targets;
    }

    private static boolean names(String exporters, String name) {
        return OtelSettings.list(exporters).contains(name);
    }
}
