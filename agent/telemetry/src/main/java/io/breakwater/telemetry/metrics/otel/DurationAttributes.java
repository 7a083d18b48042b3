package io.breakwater.telemetry.metrics.otel;

import io.breakwater.telemetry.metrics.Metric;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attributes of durations, made once for each host and method, so that a call that ends makes none. Both are from
 * limited sets, as {@link io.breakwater.telemetry.metrics.DurationRecorder} says.
 *
 * <p>Thread-safety: thread-safe; what is known takes no lock.
 */
final class DurationAttributes {
    private final Map<String, Map<String, Attributes>> byHost = new ConcurrentHashMap<>();

    Attributes of(String method, String host) {
        Map<String, Attributes> byMethod = byHost.get(host);
        Attributes known = byMethod == null ? null : byMethod.get(method);
        return known == null ? add(method, host) : known;
    }

    private Attributes add(String method, String host) {
        Map<String, Attributes> byMethod = byHost.get(host);
        if (byMethod == null) {
            Map<String, Attributes> made = new ConcurrentHashMap<>();
            Map<String, Attributes> before = byHost.putIfAbsent(host, made);
            byMethod = before == null ? made : before;
        }
        Attributes made = BoundInstruments.attributes(Metric.HTTP_DURATION.labels(), method, host);
        byMethod.put(method, made);
        return made;
    }
}
