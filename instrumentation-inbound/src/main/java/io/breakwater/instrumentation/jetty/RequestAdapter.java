package io.breakwater.instrumentation.jetty;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.InboundRequests;
import org.jspecify.annotations.Nullable;

/**
 * A request of Jetty 12.
 *
 * <p>Loaded by: the adapter loader of Jetty. Thread-safety: immutable.
 */
public final class RequestAdapter implements Adapter {
    private final RequestMethods jetty;
    private final InboundRequests<Object> requests;

    /** @throws ReflectiveOperationException if this is not the Jetty that we know: it is left alone then */
    public RequestAdapter(Engine engine) throws ReflectiveOperationException {
        this.jetty = new RequestMethods(RequestAdapter.class.getClassLoader());
        this.requests = new InboundRequests<>(engine, jetty, RequestAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        Scope scope = requests.begin(call[1]);
        if (scope == null) {
            return null;
        }
        try {
            return new Object[] {jetty.handle(call[0], call[1], call[2], call[3])};
        } finally {
            scope.close();
        }
    }
}
