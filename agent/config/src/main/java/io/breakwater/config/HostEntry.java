package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    public Mode mode() {
        Mode most = policy.mode();
        for (RouteEntry route : routes) {
            Mode mode = route.policy().mode();
            most = mode.compareTo(most) > 0 ? mode : most;
        }
        return most;
    }

    /** The same entry with another mode. */
    HostEntry under(ModeOverride mode) {
        Layers overridden = layers.under(mode);
        if (pattern.kind().isDatabase()) {
            return new HostEntry(pattern, cursor, overridden, DatabasePolicy.of(overridden), Collections.emptyList());
        }
        List<RouteEntry> others = new ArrayList<>();
        for (RouteEntry route : routes) {
            others.add(route.under(mode));
        }
        return new HostEntry(
                pattern, cursor, overridden, new SinglePolicy(PolicyFactory.policy(overridden, null)), others);
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

    List<RouteEntry> routes() {
        return Collections.unmodifiableList(Arrays.asList(routes));
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
