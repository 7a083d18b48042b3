package io.breakwater.extension.http;

import org.jspecify.annotations.Nullable;

/**
 * Recognises what an OpenTelemetry SDK of the application sends to its collector. It is left alone: a trace of it would be sent to
 * the collector as well, which would be traced, without end.
 *
 * <p>The context, in which OpenTelemetry says so, does not reach the threads that send; the header does. Thread-safety: stateless.
 * Source: OpenTelemetry's "OTLP Exporter", which asks exporters for a {@code User-Agent} of this form.
 */
public final class CollectorRequest {
    public static final String USER_AGENT = "User-Agent";

    private static final String EXPORTER = "OTel-OTLP-Exporter-";

    private CollectorRequest() {}

    /** @param userAgent the header of that name, or null */
    public static boolean isSentBy(@Nullable String userAgent) {
        return userAgent != null && userAgent.startsWith(EXPORTER);
    }
}
