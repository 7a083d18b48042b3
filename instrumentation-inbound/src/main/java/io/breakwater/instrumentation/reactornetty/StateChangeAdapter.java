package io.breakwater.instrumentation.reactornetty;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.InboundRequests;
import io.breakwater.extension.http.RequestHead;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerState;

/**
 * A request has been received: the handler is called, and what it returns is subscribed to.
 *
 * <p>Loaded by: the adapter loader of Reactor Netty. Thread-safety: immutable.
 */
public final class StateChangeAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    private final InboundRequests<HttpServerRequest> requests;

    public StateChangeAdapter(Engine engine) {
        this.requests = new InboundRequests<>(engine, new ServerHead(), StateChangeAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        if (call[2] != HttpServerState.REQUEST_RECEIVED || !(call[1] instanceof HttpServerRequest)) {
            return null;
        }
        Scope scope = requests.begin((HttpServerRequest) call[1]);
        if (scope == null) {
            return null;
        }
        try {
            ((ConnectionObserver) call[0]).onStateChange((Connection) call[1], (ConnectionObserver.State) call[2]);
            return RETURNED;
        } finally {
            scope.close();
        }
    }

    private static final class ServerHead implements RequestHead<HttpServerRequest> {
        @Override
        public @Nullable String header(HttpServerRequest request, String name) {
            return HeaderLines.joined(request.requestHeaders().getAll(name));
        }

        @Override
        public @Nullable String peer(HttpServerRequest request) {
            InetSocketAddress address = request.remoteAddress();
            return address == null || address.getAddress() == null
                    ? null
                    : address.getAddress().getHostAddress();
        }

        @Override
        public @Nullable String method(HttpServerRequest request) {
            return request.method().name();
        }

        @Override
        public @Nullable String target(HttpServerRequest request) {
            return request.uri();
        }
    }
}
