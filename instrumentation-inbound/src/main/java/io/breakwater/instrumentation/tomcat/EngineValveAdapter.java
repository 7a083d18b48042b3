package io.breakwater.instrumentation.tomcat;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.InboundRequests;
import io.breakwater.extension.http.RequestHead;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to its application. One that an asynchronous servlet dispatches passes here once more, when its
 * headers are old news: it is still for whom it was at first, until the deadline that was found out then.
 *
 * <p>Loaded by: the adapter loader of Tomcat. Thread-safety: immutable.
 */
public final class EngineValveAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    /** A note of Tomcat's request, which no application sees, and which ends with it: who asks. */
    private static final String CALLER = "io.breakwater.caller";

    private final InboundRequests<Request> requests;

    public EngineValveAdapter(Engine engine) {
        this.requests = new InboundRequests<>(engine, new TomcatHead(), EngineValveAdapter.class);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        Request request = (Request) call[1];
        Caller caller = request == null ? null : callerOf(request);
        Scope scope = caller == null ? null : requests.enter(caller);
        if (scope == null) {
            return null;
        }
        try {
            ((Valve) call[0]).invoke(request, (Response) call[2]);
            return RETURNED;
        } finally {
            scope.close();
        }
    }

    private @Nullable Caller callerOf(Request request) {
        if (request.isAsyncDispatching()) {
            Object known = request.getNote(CALLER);
            return known instanceof Caller ? (Caller) known : null;
        }
        Caller caller = requests.callerOf(request);
        if (caller != null) {
            request.setNote(CALLER, caller);
        }
        return caller;
    }

    private static final class TomcatHead implements RequestHead<Request> {
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
