package io.breakwater.config;

import io.breakwater.config.match.PathPattern;
import io.breakwater.engine.policy.CallPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A route and what holds for its calls. Thread-safety: immutable. */
final class RouteEntry {
    private final @Nullable List<String> methods;
    private final @Nullable PathPattern path;
    private final Cursor cursor;
    private final Layers layers;
    private final CallPolicy policy;

    RouteEntry(
            @Nullable List<String> methods,
            @Nullable PathPattern path,
            Cursor cursor,
            Layers layers,
            CallPolicy policy) {
        this.methods = methods;
        this.path = path;
        this.cursor = cursor;
        this.layers = layers;
        this.policy = policy;
    }

    /** The name of the scope in which the route's own breaker and bulkhead count: {@code GET,HEAD /v1/orders}. */
    static String name(@Nullable List<String> methods, @Nullable PathPattern path) {
        StringBuilder out = new StringBuilder();
        if (methods != null) {
            for (int i = 0; i < methods.size(); i++) {
                out.append(i > 0 ? "," : "").append(methods.get(i));
            }
        } else {
            out.append('*');
        }
        return out.append(' ').append(path == null ? "/**" : path.toString()).toString();
    }

    boolean matches(String method, String rawPath) {
        return matchesMethod(method) && matchesPath(rawPath);
    }

    boolean matchesMethod(String method) {
        return methods == null || methods.contains(method);
    }

    boolean matchesPath(String rawPath) {
        return path == null || path.matches(rawPath);
    }

    String name() {
        return name(methods, path);
    }

    /** The same route with another mode of its host. */
    RouteEntry under(ModeOverride mode) {
        Layers overridden = layers.under(mode);
        return new RouteEntry(methods, path, cursor, overridden, PolicyFactory.policy(overridden, name()));
    }

    /** {@code hosts[0].routes[1]}. */
    String path() {
        return cursor.path();
    }

    Origin origin() {
        return cursor.origin();
    }

    Layers layers() {
        return layers;
    }

    CallPolicy policy() {
        return policy;
    }
}
