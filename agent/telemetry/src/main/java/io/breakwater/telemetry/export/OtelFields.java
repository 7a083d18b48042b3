package io.breakwater.telemetry.export;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What traces and metrics have in common for OpenTelemetry's encoders: this process, this agent, attributes.
 *
 * <p>Thread-safety: stateless. Loaded by the exporting threads only.
 */
public final class OtelFields {
    /** Whose the spans and metrics are. */
    public static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("io.breakwater");

    private OtelFields() {}

    /** What the settings say of this process. */
    public static Resource resource(OtelSettings settings) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("service.name", "unknown_service:java");
        said.put("telemetry.sdk.name", "breakwater");
        said.put("telemetry.sdk.language", "java");
        said.putAll(OtelSettings.pairs(settings.text("otel.resource.attributes")));
        String service = settings.text("otel.service.name");
        if (service != null) {
            said.put("service.name", service);
        }
        return Resource.create(attributes(said));
    }

    /** Numbers and booleans as such, all else as text. */
    public static Attributes attributes(Map<String, Object> pairs) {
        AttributesBuilder builder = Attributes.builder();
        pairs.forEach((key, value) -> {
            if (value instanceof Long) {
                builder.put(key, (Long) value);
            } else if (value instanceof Boolean) {
                builder.put(key, (Boolean) value);
            } else {
                builder.put(key, value.toString());
            }
        });
        return builder.build();
    }
}
