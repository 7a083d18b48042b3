package io.breakwater.instrumentation.apachehttp5;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts that the application itself set for a call, in nanoseconds: in the request's configuration, or else in that
 * of the connection manager. Three minutes to connect is what every version has where nobody sets anything, and counts as
 * unset.
 *
 * <p>Thread-safety: immutable. Errors: what cannot be read counts as unset.
 */
final class OwnTimeouts {
    static final OwnTimeouts UNSET = new OwnTimeouts(NONE, NONE);

    private static final long DEFAULT_CONNECT_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final long connectNanos;
    private final long responseNanos;

    private OwnTimeouts(long connectNanos, long responseNanos) {
        this.connectNanos = connectNanos;
        this.responseNanos = responseNanos;
    }

    /** @param holder what has the connection manager in a field: a client, or the runtime of an execution */
    static OwnTimeouts of(@Nullable RequestConfig config, Object holder, @Nullable HttpRoute route) {
        long connectNanos = config == null ? NONE : nanos(config.getConnectTimeout());
        long responseNanos = config == null ? NONE : nanos(config.getResponseTimeout());
        if (connectNanos == NONE || connectNanos == DEFAULT_CONNECT_NANOS || responseNanos == NONE) {
            Object manager = field(holder, "connManager", "manager");
            Object connection = manager == null ? null : connectionConfig(manager, route);
            if (connectNanos == NONE || connectNanos == DEFAULT_CONNECT_NANOS) {
                connectNanos = nanos(call(connection, "getConnectTimeout"));
            }
            if (responseNanos == NONE) {
                responseNanos = nanos(call(connection, "getSocketTimeout"));
            }
            if (responseNanos == NONE) {
                responseNanos = nanos(soTimeout(manager));
            }
        }
        return new OwnTimeouts(connectNanos == DEFAULT_CONNECT_NANOS ? NONE : connectNanos, responseNanos);
    }

    /** Until a connection stands, or {@link io.breakwater.engine.policy.TimeoutPolicy#NONE}. */
    long connectNanos() {
        return connectNanos;
    }

    /** Between two bytes of the answer, the first included, or {@link io.breakwater.engine.policy.TimeoutPolicy#NONE}. */
    long responseNanos() {
        return responseNanos;
    }

    private static long nanos(@Nullable Object timeout) {
        long nanos = timeout instanceof Timeout ? ((Timeout) timeout).convert(TimeUnit.NANOSECONDS) : 0;
        return nanos > 0 ? nanos : NONE;
    }

    private static @Nullable Object soTimeout(@Nullable Object manager) {
        Object config = call(manager, "getDefaultSocketConfig");
        Object socket = config == null ? call(manager, "getSocketConfig") : config;
        Timeout timeout = socket instanceof SocketConfig ? ((SocketConfig) socket).getSoTimeout() : null;
        return SocketConfig.DEFAULT.getSoTimeout().equals(timeout) ? null : timeout;
    }

    /** Since 5.2. */
    private static @Nullable Object connectionConfig(Object manager, @Nullable HttpRoute route) {
        Object single = call(manager, "getConnectionConfig");
        return single != null || route == null ? single : call(manager, "resolveConnectionConfig", route);
    }

    private static @Nullable Object call(@Nullable Object target, String method, Object... arguments) {
        if (target == null) {
            return null;
        }
        try {
            Method found = Members.method(target.getClass(), method);
            return found == null ? null : found.invoke(target, arguments);
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return null;
        }
    }

    private static @Nullable Object field(Object holder, String first, String second) {
        Field known = Members.field(holder.getClass(), first);
        Field found = known == null ? Members.field(holder.getClass(), second) : known;
        try {
            return found == null ? null : found.get(holder);
        } catch (IllegalAccessException impossible) {
            return null;
        }
    }
}
