package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import java.lang.reflect.Field;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.nio.protocol.HttpAsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/**
 * {@code AbstractClientExchangeHandler.setRoute}: an asynchronous client goes to a destination, at first or after a
 * redirect. Loaded by: the adapter loader. Thread-safety: immutable. Errors: an {@link IOException}, which the methods
 * around it may throw, if a redirect leads to a destination that must not be called.
 */
public final class AsyncExchangeAdapter implements Watcher {
    private static final ClassValue<@Nullable Field> PRODUCERS = new ClassValue<@Nullable Field>() {
        @Override
        protected @Nullable Field computeValue(Class<?> handler) {
            try {
                Field field = handler.getDeclaredField("requestProducer");
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException | RuntimeException unknownClient) {
                return null;
            }
        }
    };

    private final Engine engine;

    public AsyncExchangeAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        AsyncAttempt<?> attempt = null;
        try {
            attempt = attemptOf(call[0]);
        } catch (Throwable bug) {
            engine.failedOpen("onRoute", bug);
        }
        if (attempt != null) {
            take(attempt, (HttpRoute) call[1], (HttpAsyncClientExchangeHandler) call[0]);
        }
        return null;
    }

    /** The attempt that a client's exchange is made for, or null. */
    static @Nullable AsyncAttempt<?> attemptOf(@Nullable Object handler) throws IllegalAccessException {
        Field field = handler == null ? null : PRODUCERS.get(handler.getClass());
        Object producer = field == null ? null : field.get(handler);
        return producer instanceof AttemptProducer ? ((AttemptProducer) producer).attempt() : null;
    }

    private static void take(AsyncAttempt<?> attempt, HttpRoute route, HttpAsyncClientExchangeHandler handler)
            throws IOException {
        try {
            attempt.onRoute(route, handler);
        } catch (IOException refused) {
            // After a redirect the exchange has let go of its connection, and the client would not find it any more.
            handler.failed(refused);
            throw refused;
        }
    }
}
