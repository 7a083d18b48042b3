package io.breakwater.telemetry.tracing.export;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Encodes spans and posts them to each collector. The first failure is told in one line, and then one in ten minutes at
 * most.
 *
 * <p>Thread-safety: confined to the exporting thread.
 */
final class Shipment {
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final List<Way> ways = new ArrayList<>();
    private final Consumer<String> log;
    private boolean told;
    private long toldNanos;

    Shipment(OtelSettings settings, List<ExportTarget> targets, Consumer<String> log) throws Exception {
        this.log = log;
        for (ExportTarget target : targets) {
            SpanEncoder encoder = target.zipkin ? new ZipkinEncoder(settings) : new OtlpEncoder(settings);
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
                tell(way.target, failure);
            }
        }
        return taken;
    }

    private void tell(ExportTarget target, Throwable failure) {
        long now = System.nanoTime();
        if (!told || now - toldNanos >= SILENCE_NANOS) {
            told = true;
            toldNanos = now;
            log.accept("traces cannot be exported to " + server(target.address) + ": " + failure);
        }
    }

    /** Without the path and the user, which may be secret. */
    private static String server(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException notAnAddress) {
            return "the collector";
        }
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
