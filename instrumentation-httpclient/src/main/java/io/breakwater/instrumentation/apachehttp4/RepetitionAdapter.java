package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.io.IOException;
import java.lang.reflect.Field;
import org.apache.http.HttpException;
import org.apache.http.client.HttpRequestRetryHandler;
import org.apache.http.client.ServiceUnavailableRetryStrategy;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.ClientExecChain;
import org.apache.http.impl.execchain.RetryExec;
import org.apache.http.impl.execchain.ServiceUnavailableRetryExec;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the client's chain that repeat a request by themselves. Where our policy decides on such a failure or
 * answer, the client must not: attempts would multiply. So our attempts go through a part of the same kind that asks us
 * before it asks the application's handler; all else it does as ever.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RepetitionAdapter implements Adapter {
    private static final @Nullable Field NEXT = field(RetryExec.class, "requestExecutor");
    private static final @Nullable Field HANDLER = field(RetryExec.class, "retryHandler");
    private static final @Nullable Field ANSWERS_NEXT = field(ServiceUnavailableRetryExec.class, "requestExecutor");
    private static final @Nullable Field STRATEGY = field(ServiceUnavailableRetryExec.class, "retryStrategy");

    private final Engine engine;

    public RepetitionAdapter(Engine engine) {
        this.engine = engine;
    }

    private static @Nullable Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException unknownClient) {
            return null; // its own repetition stays as it is
        }
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException, HttpException {
        ClientExecChain asking = null;
        try {
            BlockingAttempt attempt = CurrentAttempt.of(call[4]);
            if (attempt != null) {
                asking = asking(call[0], attempt);
            }
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
        }
        return asking == null
                ? null
                : new Object[] {
                    asking.execute(
                            (HttpRoute) call[1],
                            (HttpRequestWrapper) call[2],
                            (HttpClientContext) call[3],
                            (HttpExecutionAware) call[4])
                };
    }

    /** The part that asks us is another one than the application's: its override is not run again. */
    @Override
    public Object @Nullable [] enterFromOverride(Object[] call) throws IOException, HttpException {
        return enter(call);
    }

    private static @Nullable ClientExecChain asking(Object part, BlockingAttempt attempt)
            throws IllegalAccessException {
        if (part instanceof RetryExec && NEXT != null && HANDLER != null) {
            HttpRequestRetryHandler handler = (HttpRequestRetryHandler) HANDLER.get(part);
            return handler instanceof AskedBefore
                    ? null
                    : new RetryExec((ClientExecChain) NEXT.get(part), new AskedBefore(attempt, handler));
        }
        if (part instanceof ServiceUnavailableRetryExec && ANSWERS_NEXT != null && STRATEGY != null) {
            ServiceUnavailableRetryStrategy strategy = (ServiceUnavailableRetryStrategy) STRATEGY.get(part);
            return strategy instanceof AskedOfAnswers
                    ? null
                    : new ServiceUnavailableRetryExec(
                            (ClientExecChain) ANSWERS_NEXT.get(part), new AskedOfAnswers(attempt, strategy));
        }
        return null;
    }
}
