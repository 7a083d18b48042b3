package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.extension.http.RequestKey;
import io.breakwater.extension.http.SignedRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call of a classic client. Thread-safety: confined to the calling thread. */
final class ClassicCall implements BlockingCall<CloseableHttpResponse> {
    private static final String WITH_CHAIN = "InternalHttpClient";

    final Engine engine;
    private final Guard guard;
    private final CloseableHttpClient client;
    private final @Nullable HttpHost target;
    private final ClassicHttpRequest request;
    private final @Nullable HttpContext context;
    private boolean requestBegun;

    ClassicCall(
            Engine engine,
            Guard guard,
            CloseableHttpClient client,
            @Nullable HttpHost target,
            ClassicHttpRequest request,
            @Nullable HttpContext context) {
        this.engine = engine;
        this.guard = guard;
        this.client = client;
        this.target = target;
        this.request = request;
        this.context = context;
    }

    @Override
    public String method() {
        return request.getMethod().toUpperCase(Locale.ROOT);
    }

    /** True if the client tells us of its hops; the minimal one has no chain, and follows no redirect. */
    boolean tellsOfHops() {
        return client.getClass().getSimpleName().equals(WITH_CHAIN);
    }

    ClassicHttpRequest request() {
        return request;
    }

    /** The client begins to send the request: of a body that can be read once, nobody knows how much is left. */
    void onRequest() {
        requestBegun = true;
    }

    @Override
    public boolean carriesKey(String name) {
        return RequestKey.isCarried(name, header -> Outcomes.firstHeader(request, header));
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        if (SignedRequest.isSigned(name -> Outcomes.firstHeader(request, name))) {
            return false;
        }
        HttpEntity entity = request.getEntity();
        return entity == null
                || (outcome.isNeverSent() && !requestBegun)
                || (entity.isRepeatable()
                        && entity.getContentLength() <= guard.policy().retry().maxReplayBodyBytes());
    }

    @Override
    public Attempt<CloseableHttpResponse> prepare(CallSession session) {
        return new ClassicAttempt(this, session);
    }

    /** True if our policy may want a second attempt. */
    boolean mayBeRepeated() {
        RetryPolicy retry = guard.policy().retry();
        return retry.mode() == Mode.ENFORCE && retry.maxAttempts() > 1;
    }

    OwnTimeouts ownTimeouts() {
        if (guard.policy().timeouts().mode() == Mode.DISABLED) {
            return OwnTimeouts.UNSET;
        }
        return OwnTimeouts.of(config(), client, target == null ? null : routeTo(target));
    }

    /** As the client makes it, which asks for a port where the address has none. */
    private static HttpRoute routeTo(HttpHost target) {
        HttpHost host = RoutingSupport.normalize(target, DefaultSchemePortResolver.INSTANCE);
        return new HttpRoute(host, null, "https".equalsIgnoreCase(host.getSchemeName()));
    }

    /** The configuration under which the client would make the call, or null for its own default. */
    @Nullable
    RequestConfig config() {
        RequestConfig config = requestsOwnConfig();
        if (config == null) {
            config = contextConfig();
        }
        return config == null && client instanceof Configurable ? ((Configurable) client).getConfig() : config;
    }

    /** The configuration that the request itself brings, or null. */
    @Nullable
    RequestConfig requestsOwnConfig() {
        return request instanceof Configurable ? ((Configurable) request).getConfig() : null;
    }

    private @Nullable RequestConfig contextConfig() {
        if (!(context instanceof HttpClientContext)) {
            return context == null ? null : (RequestConfig) context.getAttribute(HttpClientContext.REQUEST_CONFIG);
        }
        // Until 5.3 the default stands for none.
        RequestConfig config = ((HttpClientContext) context).getRequestConfig();
        return config == RequestConfig.DEFAULT ? null : config;
    }

    /** The client leaves the configuration of a call in the application's context: there ours must not stay. */
    void leaveConfig(@Nullable RequestConfig applications) {
        if (context != null) {
            HttpClientContext.adapt(context)
                    .setRequestConfig(applications == null ? RequestConfig.DEFAULT : applications);
        }
    }

    CloseableHttpResponse execute(ClassicHttpRequest sent) throws IOException {
        AttemptRequest.OWN_CALL.begin();
        try {
            return client.execute(target, sent, context);
        } finally {
            AttemptRequest.OWN_CALL.end();
        }
    }

    @Override
    public CloseableHttpResponse plain() throws IOException {
        return execute(request);
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return Rejections.exception(rejection);
    }

    @Override
    public Throwable interruption(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted before a retry");
        interrupted.initCause(interruption);
        return interrupted;
    }

    /** The answer that is held has its body with it. */
    @Override
    public CloseableHttpResponse deliver(CloseableHttpResponse held) {
        return held;
    }

    /** True if the application has cancelled its request. */
    boolean isCancelled() {
        return request instanceof CancellableDependency && ((CancellableDependency) request).isCancelled();
    }

    @Override
    public void waitBegins(Runnable wake) {
        if (request instanceof CancellableDependency) {
            CancellableDependency cancellable = (CancellableDependency) request;
            cancellable.setDependency(() -> {
                wake.run();
                return true;
            });
            if (cancellable.isCancelled()) {
                wake.run();
            }
        }
    }

    @Override
    public @Nullable Throwable waitOver() {
        return isCancelled() ? new RequestFailedException("Request aborted") : null;
    }
}
