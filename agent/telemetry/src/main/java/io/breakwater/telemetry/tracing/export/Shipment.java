package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.export.ExportFailures;
import io.breakwater.telemetry.export.ExportTarget;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.export.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Encodes spans and posts them to each collector.
 *
 * <p>Thread-safety: confined to the exporting thread.
 */
final class Shipment {
    private final List<Way> ways = new ArrayList<>();
    private final ExportFailures failures;

    Shipment(OtelSettings settings, List<ExportTarget> targets, Consumer<String> log) throws Exception {
        this.failures = new ExportFailures("traces", log);
        for (ExportTarget target : targets) {
            SpanEncoder encoder = target.isZipkin() ? new ZipkinEncoder(settings) : new OtlpEncoder(settings);
            ways.add(new Way(target, encoder, new Post(target)));
        }
    }

    /** True if every collector took it. */
    boolean send(List<RecordedSpan> spans) {
        boolean taken = true;
        for (Way way : ways) {
            try {
                way.post.send(way.encoder.contentType(), way.encoder.encode(spans));
            } catch (Exception | LinkageError failure) {
                taken = false;
                failures.tell(way.target, failure);
            }
        }
        return taken;
    }

    private static final class Way {
        final ExportTarget target;
        final SpanEncoder encoder;
        final Post post;

        Way(ExportTarget target, SpanEncoder encoder, Post post) {
            this.target = target;
            this.encoder = encoder;
            this.post = post;
        }
    }
}
