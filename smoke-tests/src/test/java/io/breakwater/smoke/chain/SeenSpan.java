package io.breakwater.smoke.chain;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A span as it was exported. Thread-safety: immutable. */
final class SeenSpan {
    private final String service;
    private final Span span;

    SeenSpan(String service, Span span) {
        this.service = service;
        this.span = span;
    }

    /** The name of the service that exported it. */
    String service() {
        return service;
    }

    String name() {
        return span.getName();
    }

    boolean isClient() {
        return span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT;
    }

    boolean isServer() {
        return span.getKind() == Span.SpanKind.SPAN_KIND_SERVER;
    }

    String traceId() {
        return hex(span.getTraceId());
    }

    String id() {
        return hex(span.getSpanId());
    }

    /** Empty if it has none. */
    String parentId() {
        return hex(span.getParentSpanId());
    }

    long startMillis() {
        return span.getStartTimeUnixNano() / 1_000_000;
    }

    long millis() {
        return (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000_000;
    }

    List<String> events() {
        return span.getEventsList().stream().map(Span.Event::getName).collect(Collectors.toList());
    }

    Map<String, String> attributes() {
        return text(span.getAttributesList());
    }

    /** True for the span of a call that our agent has made. */
    boolean isOurs() {
        return name().startsWith("breakwater ");
    }

    private static Map<String, String> text(List<KeyValue> attributes) {
        Map<String, String> text = new TreeMap<>();
        attributes.forEach(attribute -> text.put(
                attribute.getKey(),
                attribute.getValue().hasStringValue()
                        ? attribute.getValue().getStringValue()
                        : attribute.getValue().toString().trim()));
        return text;
    }

    private static String hex(ByteString bytes) {
        StringBuilder text = new StringBuilder();
        bytes.forEach(next -> text.append(String.format("%02x", next)));
        return text.toString();
    }

    @Override
    public String toString() {
        return service + ": " + name() + " " + span.getKind() + " " + id() + " in " + parentId() + " " + attributes()
                + " "
                + span.getEventsList().stream()
                        .map(event -> event.getName() + text(event.getAttributesList()))
                        .collect(Collectors.toList());
    }
}
