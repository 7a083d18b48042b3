package io.breakwater.instrumentation.urlconnection;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of ours that are under way, by their connection object. What happens on such a connection is a part of the
 * call, and not another one.
 *
 * <p>Thread-safety: thread-safe. An entry lasts as long as its call.
 */
final class RunningCalls {
    private static final ConcurrentMap<Object, UrlConnectionCall<?>> CALLS = new ConcurrentHashMap<>();

    private RunningCalls() {}

    static @Nullable UrlConnectionCall<?> on(Object connection) {
        return CALLS.get(connection);
    }

    /** False if there is one on this connection already. */
    static boolean begin(UrlConnectionCall<?> call) {
        return CALLS.putIfAbsent(call.connection, call) == null;
    }

    static void end(UrlConnectionCall<?> call) {
        CALLS.remove(call.connection, call);
    }
}
