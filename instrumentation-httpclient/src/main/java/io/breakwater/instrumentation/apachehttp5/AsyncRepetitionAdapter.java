package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.impl.async.AsyncHttpRequestRetryExec;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * {@code AsyncHttpRequestRetryExec.execute}: an asynchronous client's own repetition. The method runs with a chain of
 * ours, which takes an outcome on which our policy decides past it; of any other the client's own strategy hears as ever.
 * The class is final: nobody overrides the method.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class AsyncRepetitionAdapter implements Adapter {
    private final Engine engine;

    public AsyncRepetitionAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws HttpException, IOException {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) call[3];
        AsyncExecChain chain = (AsyncExecChain) call[4];
        if (chain instanceof DrivenAsyncChain || !(scope.cancellableDependency instanceof AsyncAttempt)) {
            return null;
        }
        AsyncAttempt attempt = (AsyncAttempt) scope.cancellableDependency;
        AsyncExecCallback past = (AsyncExecCallback) call[5];
        ((AsyncHttpRequestRetryExec) call[0])
                .execute(
                        (HttpRequest) call[1],
                        (AsyncEntityProducer) call[2],
                        scope,
                        new DrivenAsyncChain(engine, attempt, chain, past),
                        past);
        return new Object[] {null};
    }
}
