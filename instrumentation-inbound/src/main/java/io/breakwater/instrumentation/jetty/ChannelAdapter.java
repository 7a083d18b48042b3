package io.breakwater.instrumentation.jetty;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.InboundRequests;
import io.breakwater.extension.http.RequestHead;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * A request of Jetty 9.4, 10 and 11. What an asynchronous servlet dispatches comes by another method of the server's.
 *
 * <p>Loaded by: the adapter loader of Jetty. Thread-safety: immutable. Mentions methods of Jetty's own classes alone, and
 * of those what has the same form whether they are servlets of {@code javax} or of {@code jakarta}.
 */
public final class ChannelAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    private final InboundRequests<Request> requests;

    public ChannelAdapter(Engine engine) {
        this.requests = new InboundRequests<>(engine, new JettyHead(), ChannelAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        HttpChannel channel = (HttpChannel) call[1];
        Scope scope = channel == null ? null : requests.begin(channel.getRequest());
        if (scope == null) {
            return null;
        }
        try {
            ((Server) call[0]).handle(channel);
            return RETURNED;
        } finally {
            scope.close();
        }
    }

    private static final class JettyHead implements RequestHead<Request> {
        @Override
        public @Nullable String header(Request request, String name) {
            return request.getHeader(name) == null ? null : HeaderLines.joined(request.getHeaders(name));
        }

        @Override
        public @Nullable String peer(Request request) {
            return request.getRemoteAddr();
        }

        @Override
        public @Nullable String method(Request request) {
            return request.getMethod();
        }

        @Override
        public @Nullable String target(Request request) {
            return request.getRequestURI();
        }
    }
}
