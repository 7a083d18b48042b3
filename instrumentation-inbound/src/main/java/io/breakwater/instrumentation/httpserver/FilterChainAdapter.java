package io.breakwater.instrumentation.httpserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import io.breakwater.engine.Engine;
import io.breakwater.engine.OwnPage;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.InboundRequests;
import io.breakwater.extension.http.RequestHead;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a request, one of which after the other calls the same method, and at their end the handler.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: immutable.
 */
public final class FilterChainAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    private final InboundRequests<HttpExchange> requests;

    public FilterChainAdapter(Engine engine) {
        this.requests = new InboundRequests<>(engine, new ExchangeHead(), FilterChainAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        HttpExchange exchange = (HttpExchange) call[1];
        Scope scope = exchange == null || isOurPage(exchange) ? null : requests.begin(exchange);
        if (scope == null) {
            return null;
        }
        try {
            ((Filter.Chain) call[0]).doFilter(exchange);
            return RETURNED;
        } finally {
            scope.close();
        }
    }

    private static boolean isOurPage(HttpExchange exchange) {
        HttpContext context = exchange.getHttpContext();
        return context != null && context.getHandler() instanceof OwnPage;
    }

    private static final class ExchangeHead implements RequestHead<HttpExchange> {
        @Override
        public @Nullable String header(HttpExchange exchange, String name) {
            return HeaderLines.joined(exchange.getRequestHeaders().get(name));
        }

        @Override
        public @Nullable String peer(HttpExchange exchange) {
            InetSocketAddress address = exchange.getRemoteAddress();
            return address == null || address.getAddress() == null
                    ? null
                    : address.getAddress().getHostAddress();
        }

        @Override
        public @Nullable String method(HttpExchange exchange) {
            return exchange.getRequestMethod();
        }

        @Override
        public @Nullable String target(HttpExchange exchange) {
            return exchange.getRequestURI().getRawPath();
        }
    }
}
