package io.breakwater.instrumentation.undertow;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Watcher;
import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.InboundRequests;
import io.breakwater.extension.http.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The beginning and the end of what runs for an exchange in a thread. An end follows every beginning, also where the handler
 * fails, and before the exchange is handed to another thread.
 *
 * <p>Loaded by: the adapter loader of Undertow. Thread-safety: immutable; an exchange is in one thread at a time.
 */
public final class InCallAdapter implements Watcher {
    /** Who asks; found out at the first beginning. */
    private static final AttachmentKey<Caller> CALLER = AttachmentKey.create(Caller.class);

    private static final AttachmentKey<Scope> SCOPE = AttachmentKey.create(Scope.class);

    private final InboundRequests<HttpServerExchange> requests;

    public InCallAdapter(Engine engine) {
        this.requests = new InboundRequests<>(engine, new ExchangeHead(), InCallAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        HttpServerExchange exchange = (HttpServerExchange) call[0];
        Scope open = exchange.removeAttachment(SCOPE);
        if (open != null) {
            open.close();
        }
        if ((Boolean) call[1]) {
            begin(exchange);
        }
        return null;
    }

    private void begin(HttpServerExchange exchange) {
        Caller caller = exchange.getAttachment(CALLER);
        if (caller == null) {
            caller = requests.callerOf(exchange);
            if (caller == null) {
                return;
            }
            exchange.putAttachment(CALLER, caller);
        }
        Scope scope = requests.enter(caller);
        if (scope != null) {
            exchange.putAttachment(SCOPE, scope);
        }
    }

    private static final class ExchangeHead implements RequestHead<HttpServerExchange> {
        @Override
        public @Nullable String header(HttpServerExchange exchange, String name) {
            return HeaderLines.joined(exchange.getRequestHeaders().get(name));
        }

        @Override
        public @Nullable String peer(HttpServerExchange exchange) {
            InetSocketAddress address = exchange.getSourceAddress();
            return address == null || address.getAddress() == null
                    ? null
                    : address.getAddress().getHostAddress();
        }

        @Override
        public @Nullable String method(HttpServerExchange exchange) {
            return exchange.getRequestMethod().toString();
        }

        @Override
        public @Nullable String target(HttpServerExchange exchange) {
            return exchange.getRequestURI();
        }
    }
}
