package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host entry, its routes, and what holds for its calls. Thread-safety: immutable. */
final class HostEntry implements DestinationPolicy {
    private final HostPattern pattern;
    private final Cursor cursor;
    private final Layers layers;
    private final RouteEntry[] routes;
    private final DestinationPolicy policy;

    HostEntry(HostPattern pattern, Cursor cursor, Layers layers, DestinationPolicy policy, List<RouteEntry> routes) {
        this.pattern = pattern;
        this.cursor = cursor;
        this.layers = layers;
        this.routes = routes.toArray(new RouteEntry[0]);
        this.policy = policy;
    }

    @Override
    public CallPolicy select(String method, String path) {
        RouteEntry route = route(method, path);
        return route == null ? policy.select(method, path) : route.policy();
    }

    @Override
    public boolean isNamed() {
        return pattern.kind().isExact();
    }

    @Override
    public boolean isDisabled() {
        for (RouteEntry route : routes) {
            if (!route.policy().isDisabled()) {
                return false;
            }
        }
        return policy.isDisabled();
    }

    @Override
    public boolean hasScope(String scope) {
        for (RouteEntry route : routes) {
            if (route.name().equals(scope)) {
                return true;
            }
        }
        return policy.hasScope(scope);
    }

    /** The first route that matches, or null. */
    @Nullable
    RouteEntry route(String method, String path) {
        for (RouteEntry route : routes) {
            if (route.matches(method, path)) {
                return route;
            }
        }
        return null;
    }

    int routeCount() {
        return routes.length;
    }

    HostPattern pattern() {
        return pattern;
    }

    /** {@code hosts[0]}. */
    String path() {
        return cursor.path();
    }

    Origin origin() {
        return cursor.origin();
    }

    Layers layers() {
        return layers;
    }
}
