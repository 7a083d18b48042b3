package io.breakwater.telemetry.export;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A collector, as OpenTelemetry's settings name it.
 *
 * <p>Thread-safety: immutable.
 */
public final class ExportTarget {
    private static final String OTLP = "otel.exporter.otlp.";
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

    /**
     * Where OTLP goes over HTTP, in protobuf. Each setting of the signal goes before that of all.
     *
     * @param signal {@code traces} or {@code metrics}
     * @param log told of what is asked for and cannot be done
     * @return null if it cannot be done
     */
    public static @Nullable ExportTarget otlp(String signal, OtelSettings settings, Consumer<String> log) {
        String own = OTLP + signal + ".";
        String protocol = settings.firstText(own + "protocol", OTLP + "protocol");
        if (protocol != null && !protocol.equals("http/protobuf")) {
            log.accept(signal + " are not exported: otlp protocol: " + protocol + " (expected: http/protobuf)");
            return null;
        }
        String whole = settings.text(own + "endpoint");
        String base = settings.text(OTLP + "endpoint", "http://localhost:4318");
        return new ExportTarget(
                false,
                whole != null ? whole : base + (base.endsWith("/") ? "v1/" : "/v1/") + signal,
                OtelSettings.pairs(settings.firstText(own + "headers", OTLP + "headers")),
                settings.number(
                        own + "timeout", settings.number(OTLP + "timeout", TIMEOUT_MILLIS, MOST_MILLIS), MOST_MILLIS),
                "gzip".equals(settings.firstText(own + "compression", OTLP + "compression")),
                settings.firstText(own + "certificate", OTLP + "certificate"));
    }

    /** Where Zipkin's JSON goes. */
    public static ExportTarget zipkin(OtelSettings settings) {
        return new ExportTarget(
                true,
                settings.text(ZIPKIN + "endpoint", "http://localhost:9411/api/v2/spans"),
                Collections.emptyMap(),
                settings.number(ZIPKIN + "timeout", TIMEOUT_MILLIS, MOST_MILLIS),
                false,
                null);
    }

    /** True if it speaks Zipkin's JSON, false if OTLP. */
    public boolean isZipkin() {
        return zipkin;
    }

    /** For people: without the path and the user, which may be secret. */
    public String server() {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException notAnAddress) {
            return "the collector";
        }
    }
}
