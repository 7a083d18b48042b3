package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.extension.http.HttpGuards;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where one attempt goes: to its destination, and on to those of redirects.
 *
 * <p>Thread-safety: one thread at a time asks for the next hop; the fields are volatile for those that come later.
 */
final class Hops {
    private final Engine engine;
    private final CallSession session;
    private volatile @Nullable HttpHost host;
    private volatile @Nullable String path;
    private volatile boolean followed;
    private volatile boolean requestBegun;

    Hops(Engine engine, CallSession session) {
        this.engine = engine;
        this.session = session;
    }

    /** The client is about to send a request to this host; why it must not, or null. */
    @Nullable
    Rejection next(HttpHost target, HttpRequest request) {
        HttpHost previous = host;
        String previousPath = path;
        host = target;
        path = String.valueOf(request.getPath());
        if (previous == null) {
            return null;
        }
        boolean same = previous.equals(target);
        followed |= !same || !String.valueOf(request.getPath()).equals(previousPath);
        return same
                ? null
                : session.redirected(HttpGuards.guardFor(
                        engine,
                        request.getMethod(),
                        target.getSchemeName(),
                        target.getHostName(),
                        target.getPort(),
                        request.getPath()));
    }

    /** False as long as the client has asked no server. */
    boolean begun() {
        return host != null;
    }

    /** The client is connected, and begins to send the request. */
    void onRequest() {
        requestBegun = true;
    }

    /**
     * After a redirect something of the call has reached a server, whatever fails next. So it may have once the request
     * was begun: a connection that is refused then is one of the application's own, in an entity or an interceptor.
     */
    Outcome seen(Outcome outcome) {
        boolean sent =
                followed ? outcome.isNeverSent() : requestBegun && outcome.failure() == FailureClass.CONNECT_FAILURE;
        return sent ? Outcome.failed(FailureClass.RESET) : outcome;
    }
}
