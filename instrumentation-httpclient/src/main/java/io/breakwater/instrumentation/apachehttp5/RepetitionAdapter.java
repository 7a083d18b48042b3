package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.io.IOException;
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
    private final Engine engine;

    public RepetitionAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException, HttpException {
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
            HttpRequestRetryExec client = (HttpRequestRetryExec) call[0];
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
