package io.breakwater.config;

import io.breakwater.config.match.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a deadline starts, and how long it is. Thread-safety: immutable. */
final class InboundRule {
    private final @Nullable List<String> methods;
    private final @Nullable PathPattern path;
    private final Setting<Long> deadline;
    private final Origin origin;

    private InboundRule(
            @Nullable List<String> methods, @Nullable PathPattern path, Setting<Long> deadline, Origin origin) {
        this.methods = methods;
        this.path = path;
        this.deadline = deadline;
        this.origin = origin;
    }

    /** All rules that can be read. One that an earlier rule leaves nothing to is a problem: it says what does not hold. */
    static List<InboundRule> readAll(Cursor top, Layers layers) {
        List<InboundRule> rules = new ArrayList<>();
        for (Cursor cursor : BlockReader.repeated(DeadlineOptions.INBOUND, top)) {
            InboundRule rule = read(cursor, layers);
            if (rule != null) {
                for (InboundRule earlier : rules) {
                    if (earlier.covers(rule)) {
                        cursor.refuseShown(
                                RouteEntry.name(rule.methods, rule.path),
                                "a match that the rule at " + earlier.origin.brief() + " leaves something to",
                                "The first rule that matches applies, so this one never would; put it before that one");
                        break;
                    }
                }
                rules.add(rule);
            }
        }
        return rules;
    }

    private boolean covers(InboundRule later) {
        boolean everyMethod = methods == null || (later.methods != null && methods.containsAll(later.methods));
        return everyMethod && (path == null || (later.path != null && path.covers(later.path)));
    }

    /** Null after a problem. */
    private static @Nullable InboundRule read(Cursor cursor, Layers layers) {
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
        if (deadline == null || (methods == null && path == null)) {
            return null;
        }
        CrossChecks.ofInbound(deadline, layers, cursor.problems());
        return new InboundRule(
                methods == null ? null : methods.value(),
                path == null ? null : path.value(),
                deadline,
                cursor.origin());
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
        return deadline.value();
    }

    /** As routes are named: {@code GET,HEAD /v1/orders}. */
    String name() {
        return RouteEntry.name(methods, path);
    }

    Setting<Long> deadline() {
        return deadline;
    }
}
