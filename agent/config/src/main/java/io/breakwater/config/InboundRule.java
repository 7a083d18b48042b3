package io.breakwater.config;

import io.breakwater.config.match.PathPattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a deadline starts, and how long it is. Thread-safety: immutable. */
final class InboundRule {
    private final @Nullable List<String> methods;
    private final @Nullable PathPattern path;
    private final long nanos;

    private InboundRule(@Nullable List<String> methods, @Nullable PathPattern path, long nanos) {
        this.methods = methods;
        this.path = path;
        this.nanos = nanos;
    }

    /** Null after a problem. */
    static @Nullable InboundRule read(Cursor cursor) {
        Layer layer = new Layer(ConfigOptions.FILE_MODE);
        BlockReader.read(DeadlineOptions.INBOUND, cursor, layer);
        Setting<List<String>> methods = layer.setting(DeadlineOptions.INBOUND_METHOD);
        Setting<PathPattern> path = layer.setting(DeadlineOptions.INBOUND_PATH);
        if (methods == null && path == null) {
            ConfigurationReader.requireMatch(DeadlineOptions.INBOUND_MATCH.key(), cursor, "match: {path: \"/**\"}");
        }
        Setting<Long> deadline = layer.setting(DeadlineOptions.INBOUND_DEADLINE);
        if (deadline == null) {
            requireDeadline(cursor);
        }
        return deadline == null
                ? null
                : new InboundRule(
                        methods == null ? null : methods.value(), path == null ? null : path.value(), deadline.value());
    }

    /** One that is there and wrong has been reported already. */
    private static void requireDeadline(Cursor cursor) {
        String key = DeadlineOptions.INBOUND_DEADLINE.key();
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        if (entries != null && !entries.containsKey(key)) {
            cursor.problems()
                    .add(cursor.origin(), cursor.path() + "." + key, "missing", "a duration", "Write deadline: 2s");
        }
    }

    boolean matches(String method, String rawPath) {
        return (methods == null || methods.contains(method)) && (path == null || path.matches(rawPath));
    }

    /** Nanoseconds; {@link DurationType#NONE} for none. */
    long nanos() {
        return nanos;
    }
}
