package io.breakwater.extension.http;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The requests that come in at one kind of server: for each, who asks, and the scope within which the server's thread works
 * for it.
 *
 * <p>Thread-safety: thread-safe. Errors: no method throws; a bug of ours is "nobody is known". Memory: a request that says
 * nothing of its sender, and that no rule of the configuration gives a deadline, leaves nothing behind.
 *
 * @param <R> the server's request
 */
public final class InboundRequests<R> {
    private final Engine engine;
    private final RequestHead<R> head;
    private final Class<?> asking;

    /** @param asking a class of ours whose loader sees what the application sees */
    public InboundRequests(Engine engine, RequestHead<R> head, Class<?> asking) {
        this.engine = engine;
        this.head = head;
        this.asking = asking;
    }

    /**
     * This thread works for the sender of the request until the scope is closed, which MUST happen in this thread. Null if
     * there is nothing to be said of the sender, or if the thread is within such a scope already.
     */
    public @Nullable Scope begin(R request) {
        Caller caller = callerOf(request);
        return caller == null ? null : enter(caller);
    }

    /** Who asks; the deadline counts from now. Null if there is nothing to be said of it. */
    public @Nullable Caller callerOf(R request) {
        try {
            InboundPolicy policy = engine.inbound();
            if (!policy.trustsEverybody() && !policy.trusts(head.peer(request))) {
                return stranger(policy, request);
            }
            Caller told = InboundHeaders.read(
                    head, request, policy.deadline(), engine.surroundings().time());
            return told != null && told.deadline() != null ? told : withStart(policy, told, request);
        } catch (Throwable bug) {
            engine.failedOpen("inbound", bug);
            return null;
        }
    }

    /** As {@link #begin}, for whoever {@link #callerOf} told, in this thread or another. */
    public @Nullable Scope enter(Caller caller) {
        try {
            if (Serving.isUnderWay()) {
                return null;
            }
            CallerContext context = engine.context();
            Scope scope = context.enter(merged(context.callerIn(context.capture(asking)), caller), asking);
            Serving.begin();
            return () -> leave(scope);
        } catch (Throwable bug) {
            engine.failedOpen("inbound", bug);
            return null;
        }
    }

    /** Throws nothing: the request has been served, and a failure of ours would have it served once more. */
    private void leave(Scope scope) {
        Serving.end();
        try {
            scope.close();
        } catch (Throwable bug) {
            engine.failedOpen("inbound", bug);
        }
    }

    /** A request that came without a deadline gets that of the configuration's rule, if there is one. */
    private @Nullable Caller withStart(InboundPolicy policy, @Nullable Caller told, R request) {
        Deadline start = start(policy, request);
        if (start == null) {
            return told;
        }
        return told == null ? new Caller(start, false, null) : new Caller(start, told.repeats(), told.traceParent());
    }

    private @Nullable Deadline start(InboundPolicy policy, R request) {
        String method = policy.startsAny() && policy.deadline().mode() != Mode.DISABLED ? head.method(request) : null;
        if (method == null) {
            return null;
        }
        long nanos = policy.startNanos(method.toUpperCase(Locale.ROOT), path(head.target(request)));
        return nanos == TimeoutPolicy.NONE
                ? null
                : Deadline.at(engine.surroundings().time().nanoTime() + nanos);
    }

    /** Also if there is nothing to be said of him: OpenTelemetry may have believed his baggage. */
    private Caller stranger(InboundPolicy policy, R request) {
        return Caller.stranger(start(policy, request), InboundHeaders.traceParent(head, request));
    }

    /** What somebody else has found out of the same request stays: the earlier deadline holds. */
    private static Caller merged(@Nullable Caller outer, Caller told) {
        if (outer == null || told.isStranger()) {
            return told;
        }
        Deadline before = outer.deadline();
        Deadline now = told.deadline();
        Deadline earlier = before == null || now == null ? (now == null ? before : now) : before.earlier(now);
        String traceParent = told.traceParent() != null ? told.traceParent() : outer.traceParent();
        return new Caller(earlier, told.repeats() || outer.repeats(), traceParent);
    }

    /** Without scheme and authority, which a client may send, and without the query. */
    private static String path(@Nullable String target) {
        String text = target == null ? "" : target;
        if (!text.startsWith("/")) {
            int authority = text.indexOf("://");
            int start = authority < 0 ? -1 : text.indexOf('/', authority + 3);
            text = start < 0 ? "/" : text.substring(start);
        }
        return HttpGuards.path(text);
    }
}
