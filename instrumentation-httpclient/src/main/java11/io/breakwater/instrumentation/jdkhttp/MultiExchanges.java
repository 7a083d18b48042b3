package io.breakwater.instrumentation.jdkhttp;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.http.HttpResponse.BodyHandler;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the client's {@code MultiExchange} that we need: one object for all the exchanges (redirects,
 * credentials, repetitions) of one call of the client. Its package is opened to us alone.
 *
 * <p>Thread-safety: immutable handles. Errors: without access, nothing of ours that needs it happens.
 */
final class MultiExchanges {
    private static final String NAME = "jdk.internal.net.http.MultiExchange";
    private static final String EXCHANGE = "jdk.internal.net.http.ExchangeImpl";
    private static final String REQUEST = "jdk.internal.net.http.HttpRequestImpl";

    private static final @Nullable VarHandle HANDLER;
    private static final @Nullable VarHandle REPEATED_ONCE;
    private static final @Nullable MethodHandle CANCEL;
    private static final @Nullable MethodHandle IS_UNPROCESSED;
    private static final boolean TELLS_OF_EXCHANGES;

    static {
        boolean tellsOfExchanges = false;
        VarHandle handler = null;
        VarHandle repeatedOnce = null;
        MethodHandle cancel = null;
        MethodHandle isUnprocessed = null;
        try {
            Class<?> type = Class.forName(NAME, false, BodyHandler.class.getClassLoader());
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            handler = lookup.findVarHandle(type, "responseHandler", BodyHandler.class);
            repeatedOnce = repeatedOnce(lookup, type);
            cancel = lookup.findVirtual(type, "cancel", MethodType.methodType(void.class, IOException.class))
                    .asType(MethodType.methodType(void.class, Object.class, IOException.class));
            isUnprocessed = isUnprocessed(type.getClassLoader());
            Class<?> request = Class.forName(REQUEST, false, type.getClassLoader());
            lookup.findVirtual(type, "requestFilters", MethodType.methodType(void.class, request));
            tellsOfExchanges = true;
        } catch (ReflectiveOperationException | RuntimeException unknownClient) {
            // Another client than those we know: its own repetition and the later hops stay as they are.
        }
        HANDLER = handler;
        REPEATED_ONCE = repeatedOnce;
        CANCEL = cancel;
        IS_UNPROCESSED = isUnprocessed;
        TELLS_OF_EXCHANGES = tellsOfExchanges;
    }

    private MultiExchanges() {}

    /** Called {@code expiredOnce} until Java 17, and {@code retriedOnce} since. */
    private static VarHandle repeatedOnce(MethodHandles.Lookup lookup, Class<?> type)
            throws ReflectiveOperationException {
        try {
            return lookup.findVarHandle(type, "retriedOnce", boolean.class);
        } catch (NoSuchFieldException older) {
            return lookup.findVarHandle(type, "expiredOnce", boolean.class);
        }
    }

    /** Not there before Java 21. */
    private static @Nullable MethodHandle isUnprocessed(@Nullable ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(EXCHANGE, false, loader);
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findVirtual(type, "isUnprocessedByPeer", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
        } catch (NoSuchMethodException older) {
            return null;
        }
    }

    /** True if the client has the method at which {@link ExchangeAdapter} hears of each exchange. */
    static boolean tellsOfExchanges() {
        return TELLS_OF_EXCHANGES;
    }

    /** True if the client knows that the peer did not process the request of this exchange. */
    static boolean isUnprocessed(@Nullable Object exchange) throws Throwable {
        return IS_UNPROCESSED != null && exchange != null && (boolean) IS_UNPROCESSED.invokeExact(exchange);
    }

    /** The {@link AttemptMark} of our attempt that this exchange belongs to, or null. */
    static @Nullable Object markOf(Object multiExchange) {
        Object handler = HANDLER == null ? null : HANDLER.get(multiExchange);
        return AttemptMark.isOn(handler) ? handler : null;
    }

    /** Our attempt that this exchange belongs to, or null if there is none, or it has ended. */
    static @Nullable JdkAttempt<?> attemptOf(Object multiExchange) {
        Object mark = markOf(multiExchange);
        return mark == null ? null : AttemptMark.attemptOf(mark);
    }

    /** Makes the client believe that it repeated the exchange already, so that it does not. */
    static void forbidRepetition(Object multiExchange) {
        if (REPEATED_ONCE != null) {
            REPEATED_ONCE.set(multiExchange, true);
        }
    }

    /** Ends the exchange on the wire; the call fails with the reason, or with a timeout of the client's own. */
    static void cancel(Object multiExchange, IOException reason) {
        if (CANCEL == null) {
            return;
        }
        try {
            CANCEL.invokeExact(multiExchange, reason);
        } catch (Throwable alreadyOver) {
            // Nothing left to cancel.
        }
    }
}
