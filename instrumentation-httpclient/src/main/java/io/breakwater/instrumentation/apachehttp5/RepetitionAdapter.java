package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.io.IOException;
import java.lang.reflect.Field;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpRequestRetryExec;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestRetryExec.execute}: a classic client's own repetition (a 429 or 503 once, a broken connection once).
 * The method runs with a chain of ours, which takes an outcome on which our policy decides past it; of any other the
 * client's own strategy hears as ever.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RepetitionAdapter implements Adapter {
    private static final @Nullable Field STRATEGY = strategyField();

    private final Engine engine;

    public RepetitionAdapter(Engine engine) {
        this.engine = engine;
    }

    private static @Nullable Field strategyField() {
        try {
            Field field = HttpRequestRetryExec.class.getDeclaredField("retryStrategy");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException unknownClient) {
            return null; // a subclass that overrides the method repeats as ever
        }
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException, HttpException {
        return withoutRepetition((HttpRequestRetryExec) call[0], call);
    }

    /** Another part with the same strategy does what the subclass asks its {@code super} for. */
    @Override
    public Object @Nullable [] enterFromOverride(Object[] call) throws IOException, HttpException {
        HttpRequestRetryExec plain = null;
        try {
            HttpRequestRetryStrategy strategy =
                    STRATEGY == null ? null : (HttpRequestRetryStrategy) STRATEGY.get(call[0]);
            plain = strategy == null ? null : new HttpRequestRetryExec(strategy);
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
        }
        return plain == null ? null : withoutRepetition(plain, call);
    }

    private Object @Nullable [] withoutRepetition(HttpRequestRetryExec client, Object[] call)
            throws IOException, HttpException {
        ExecChain.Scope scope = (ExecChain.Scope) call[2];
        ExecChain chain = (ExecChain) call[3];
        ClassicAttempt attempt = null;
        try {
            attempt = chain instanceof DrivenChain ? null : ClassicAttempt.of(scope);
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
        }
        if (attempt == null) {
            return null;
        }
        DrivenChain driven = new DrivenChain(engine, attempt, chain);
        try {
            return new Object[] {client.execute((ClassicHttpRequest) call[1], scope, driven)};
        } catch (DrivenChain.PastRepetition past) {
            IOException failure = past.failure();
            if (failure == null) {
                return new Object[] {past.response()};
            }
            throw failure instanceof NoHttpResponseException
                    ? named((NoHttpResponseException) failure, scope)
                    : failure;
        }
    }

    /** The client names the server when it does not repeat. */
    private static NoHttpResponseException named(NoHttpResponseException failure, ExecChain.Scope scope) {
        NoHttpResponseException named =
                new NoHttpResponseException(scope.route.getTargetHost().toHostString() + " failed to respond");
        named.setStackTrace(failure.getStackTrace());
        return named;
    }
}
