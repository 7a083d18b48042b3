package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.extension.http.HttpGuards;
import io.breakwater.extension.http.RequestKey;
import io.breakwater.extension.http.SignedRequest;
import java.net.URI;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** What a request tells: who guards it, and whether it can be sent again. Thread-safety: stateless. */
final class Requests {
    private Requests() {}

    /** The guard of an application's call, or null. */
    static @Nullable Guard guardFor(Engine engine, @Nullable HttpHost target, HttpRequest request) {
        try {
            String method = request.getRequestLine().getMethod();
            URI uri = request instanceof HttpUriRequest ? ((HttpUriRequest) request).getURI() : null;
            if (target != null) {
                return guardFor(engine, method, target, uri == null ? pathOf(request) : uri.getRawPath());
            }
            return uri == null
                    ? null
                    : HttpGuards.guardFor(
                            engine, method, uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath());
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }

    static @Nullable Guard guardFor(Engine engine, String method, HttpHost target, @Nullable String path) {
        return HttpGuards.guardFor(
                engine, method, target.getSchemeName(), target.getHostName(), target.getPort(), path);
    }

    /** The path of a request line, which may have a whole URI. */
    static String pathOf(HttpRequest request) {
        String uri = request.getRequestLine().getUri();
        int authority = uri.indexOf("://");
        if (authority < 0 || uri.startsWith("/")) {
            return uri;
        }
        int path = uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    /**
     * True if the same bytes can be sent a second time, and mean the same then.
     *
     * @param once the body that can be sent once only, or null
     */
    static boolean canBeSentAgain(
            HttpRequest request, @Nullable OneTimeEntity once, long maxBodyBytes, Outcome outcome) {
        if (SignedRequest.isSigned(name -> headerOf(request, name))) {
            return false;
        }
        if (once != null) {
            return outcome.isNeverSent() && !once.isTouched();
        }
        HttpEntity entity = entityOf(request);
        return entity == null || outcome.isNeverSent() || entity.getContentLength() <= maxBodyBytes;
    }

    static boolean carriesKey(HttpRequest request, String name) {
        return RequestKey.isCarried(name, header -> headerOf(request, header));
    }

    /**
     * True if an attempt goes to the client with a request of ours, whatever its other limits: so that it can be ended
     * early, or made once more. Otherwise the client gets the application's own object, and code of the application that
     * looks at it finds what it put there.
     */
    static boolean needsOurs(CallSession session, Guard guard) {
        RetryPolicy retry = guard.policy().retry();
        return session.idleLimitNanos() != TimeoutPolicy.NONE
                || (retry.mode() == Mode.ENFORCE && retry.maxAttempts() > 1);
    }

    /** True for what a client asks of a proxy before it sends the request itself. */
    static boolean opensTunnel(HttpRequest request) {
        return "CONNECT".equalsIgnoreCase(request.getRequestLine().getMethod());
    }

    static @Nullable HttpEntity entityOf(HttpRequest request) {
        return request instanceof HttpEntityEnclosingRequest
                ? ((HttpEntityEnclosingRequest) request).getEntity()
                : null;
    }

    private static @Nullable String headerOf(HttpRequest request, String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
