package io.breakwater.instrumentation.servlet;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.InboundRequests;
import io.breakwater.extension.http.RequestHead;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A servlet of {@code javax.servlet}. What is forwarded or included is part of the request that it is within; what is
 * dispatched after an asynchronous start comes when the headers are old news.
 *
 * <p>Loaded by: the adapter loader of the container. Thread-safety: immutable.
 */
public final class JavaxServletAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    private final InboundRequests<HttpServletRequest> requests;

    public JavaxServletAdapter(Engine engine) {
        this.requests = new InboundRequests<>(engine, new ServletHead(), JavaxServletAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        if (!(call[1] instanceof HttpServletRequest)) {
            return null;
        }
        HttpServletRequest request = (HttpServletRequest) call[1];
        Scope scope = request.getDispatcherType() == DispatcherType.REQUEST ? requests.begin(request) : null;
        if (scope == null) {
            return null;
        }
        try {
            ((Servlet) call[0]).service(request, (ServletResponse) call[2]);
            return RETURNED;
        } finally {
            scope.close();
        }
    }

    private static final class ServletHead implements RequestHead<HttpServletRequest> {
        @Override
        public @Nullable String header(HttpServletRequest request, String name) {
            return request.getHeader(name) == null ? null : HeaderLines.joined(request.getHeaders(name));
        }

        @Override
        public @Nullable String peer(HttpServletRequest request) {
            return request.getRemoteAddr();
        }

        @Override
        public @Nullable String method(HttpServletRequest request) {
            return request.getMethod();
        }

        @Override
        public @Nullable String target(HttpServletRequest request) {
            return request.getRequestURI();
        }
    }
}
