package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HttpGuards;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * {@code AsyncExecChainElement.execute}: an asynchronous client enters an element of its chain. The first element of a
 * call is where we stand in; at the others the scope has our mark.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class AsyncExecuteAdapter implements Adapter {
    private final Engine engine;

    public AsyncExecuteAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) call[3];
        AsyncExecCallback callback = (AsyncExecCallback) call[4];
        if (scope.cancellableDependency instanceof AsyncAttempt) {
            boolean goesOn = ((AsyncAttempt) scope.cancellableDependency).goesOn(callback);
            return goesOn ? null : new Object[] {null};
        }
        if (scope.cancellableDependency instanceof PlainExchange || isUnderWay(scope)) {
            return null;
        }
        HttpRequest request = (HttpRequest) call[1];
        AsyncExchange exchange = exchange(call[0], request, (AsyncEntityProducer) call[2], scope, callback);
        if (exchange == null) {
            return null;
        }
        exchange.run();
        return new Object[] {null};
    }

    /** The agent came in the middle of the call: this is a later element, and the connection that it needs is its scope's. */
    private static boolean isUnderWay(AsyncExecChain.Scope scope) {
        return scope.execRuntime.isEndpointAcquired();
    }

    private @Nullable AsyncExchange exchange(
            Object element,
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecCallback callback) {
        try {
            HttpHost target = scope.route.getTargetHost();
            Guard guard = HttpGuards.guardFor(
                    engine,
                    request.getMethod(),
                    target.getSchemeName(),
                    target.getHostName(),
                    target.getPort(),
                    request.getPath());
            return guard == null
                    ? null
                    : new AsyncExchange(engine, guard, new AsyncChain(element), request, body, scope, callback);
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }
}
