package io.breakwater.instrumentation.okhttp;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.internal.connection.Exchange;
import okhttp3.internal.connection.RealConnection;
import okhttp3.internal.connection.Transmitter;
import org.jspecify.annotations.Nullable;

/**
 * The client's inside, as far as it differs between versions. What a version does not have is null here, and then is not
 * done: an attempt that cannot be ended while it connects, say, ends by the client's own timeouts.
 *
 * <p>Loaded by: the adapter loader, so that there is one version of the client. Thread-safety: stateless.
 */
final class ClientParts {
    private static final String CONNECTION_PACKAGE = "okhttp3.internal.connection.";
    private static final String CHAIN = "okhttp3.internal.http.RealInterceptorChain";
    private static final @Nullable Method EXCHANGE = method(CHAIN, "exchange", "getExchange$okhttp");

    // 3.14
    private static final @Nullable Method TRANSMITTER = method(CHAIN, "transmitter");
    private static final @Nullable Field FINDER = field(CONNECTION_PACKAGE + "Transmitter", "exchangeFinder");
    private static final @Nullable Field CONNECTING =
            field(CONNECTION_PACKAGE + "ExchangeFinder", "connectingConnection");
    // 4
    private static final @Nullable Method TO_CANCEL = method(CONNECTION_PACKAGE + "RealCall", "getConnectionToCancel");
    // 5
    private static final @Nullable Method PLANS = method(CONNECTION_PACKAGE + "RealCall", "getPlansToCancel$okhttp");
    private static final @Nullable Method CANCEL_PLAN = method(CONNECTION_PACKAGE + "RoutePlanner$Plan", "cancel");

    private static final @Nullable Field CLIENT = field("okhttp3.internal.http.RetryAndFollowUpInterceptor", "client");

    private ClientParts() {}

    /** The exchange that a chain inside of the connection has; null if it cannot be found. */
    static @Nullable Object exchangeOf(Interceptor.Chain chain) throws ReflectiveOperationException {
        return EXCHANGE == null ? null : EXCHANGE.invoke(chain);
    }

    /** Ends an exchange: over HTTP/2 the stream alone, otherwise with its connection. The call is not cancelled. */
    static void cancelExchange(Object exchange) {
        ((Exchange) exchange).cancel();
    }

    /** Closes the sockets on which a call is connecting, and no other. */
    static void cancelConnecting(Interceptor.Chain chain) throws ReflectiveOperationException {
        Call call = chain.call();
        if (PLANS != null && CANCEL_PLAN != null) {
            for (Object plan : (Collection<?>) PLANS.invoke(call)) {
                CANCEL_PLAN.invoke(plan);
            }
        } else if (TO_CANCEL != null) {
            cancel((RealConnection) TO_CANCEL.invoke(call));
        } else if (TRANSMITTER != null && FINDER != null && CONNECTING != null) {
            Object finder = FINDER.get(TRANSMITTER.invoke(chain));
            cancel(finder == null ? null : (RealConnection) CONNECTING.get(finder));
        }
    }

    private static void cancel(@Nullable RealConnection connection) {
        if (connection != null) {
            connection.cancel();
        }
    }

    /** What a cancellation of the call goes to. */
    static Object cancelledPartOf(Interceptor.Chain chain) throws ReflectiveOperationException {
        return TRANSMITTER == null ? chain.call() : TRANSMITTER.invoke(chain);
    }

    /** @param part as {@link #cancelledPartOf} gives it */
    static void cancel(Object part) {
        if (part instanceof Call) {
            ((Call) part).cancel();
        } else {
            Transmitters.cancel(part);
        }
    }

    /** False only if the client surely has no cache. */
    static boolean mayHaveCache(Interceptor interceptor) {
        try {
            OkHttpClient client = CLIENT == null ? null : (OkHttpClient) CLIENT.get(interceptor);
            return client == null || client.cache() != null;
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return true;
        }
    }

    private static @Nullable Method method(String className, String... names) {
        for (String name : names) {
            try {
                return accessible(clientClass(className).getMethod(name));
            } catch (ReflectiveOperationException | RuntimeException otherVersion) {
                // The next name, or none.
            }
        }
        return null;
    }

    private static @Nullable Field field(String className, String name) {
        try {
            return accessible(clientClass(className).getDeclaredField(name));
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            return null;
        }
    }

    private static Class<?> clientClass(String name) throws ClassNotFoundException {
        return Class.forName(name, false, Call.class.getClassLoader());
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        member.setAccessible(true);
        return member;
    }

    /** Loaded with 3.14 alone. */
    private static final class Transmitters {
        static void cancel(Object part) {
            ((Transmitter) part).cancel();
        }
    }
}
