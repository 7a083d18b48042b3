package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.extension.OwnCall;
import java.net.URI;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.ProtocolVersion;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.concurrent.Cancellable;
import org.apache.http.conn.ClientConnectionRequest;
import org.apache.http.conn.ConnectionReleaseTrigger;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HTTP;
import org.jspecify.annotations.Nullable;

/**
 * The application's request, once more for one attempt, and the mark by which we know our attempts again. What the client
 * does to it does not touch the application's own.
 *
 * <p>Thread-safety: as the client's own requests; what can be cancelled from another thread is in the {@link Execution}.
 */
class AttemptRequest extends HttpRequestBase {
    static final OwnCall OWN_CALL = new OwnCall();

    private final Execution execution;
    private final String method;

    private AttemptRequest(HttpUriRequest request, Execution execution) {
        this.execution = execution;
        this.method = request.getMethod();
    }

    /**
     * @param entity what is sent, if the request can have any
     * @param config what the client is told, or null for what it would be told without us
     */
    static HttpRequest of(
            HttpRequest request,
            Execution execution,
            @Nullable HttpEntity entity,
            @Nullable RequestConfig config,
            HttpParams params) {
        if (!(request instanceof HttpUriRequest) || ((HttpUriRequest) request).getURI() == null) {
            return AttemptMessage.of(request, execution, entity, config, params);
        }
        HttpUriRequest original = (HttpUriRequest) request;
        AttemptRequest attempt = original instanceof HttpEntityEnclosingRequest
                ? new WithEntity(original, execution, entity)
                : new AttemptRequest(original, execution);
        ProtocolVersion version = original.getProtocolVersion();
        URI uri = original.getURI();
        attempt.setProtocolVersion(version);
        attempt.setURI(uri);
        attempt.setHeaders(original.getAllHeaders());
        attempt.setParams(params);
        attempt.setConfig(config);
        return attempt;
    }

    /** The attempt that a request of ours stands for, or null for any other object. */
    static @Nullable Execution executionOf(@Nullable Object request) {
        if (request instanceof AttemptRequest) {
            return ((AttemptRequest) request).execution;
        }
        return request instanceof AttemptMessage ? ((AttemptMessage) request).execution() : null;
    }

    @Override
    public final String getMethod() {
        return method;
    }

    @Override
    public final void setCancellable(Cancellable cancellable) {
        execution.runs(cancellable, cancellable instanceof ConnectionReleaseTrigger);
    }

    @Override
    public final void setConnectionRequest(ClientConnectionRequest request) {
        execution.runs(Cancellables.of(request), false);
    }

    @Override
    public final void setReleaseTrigger(ConnectionReleaseTrigger trigger) {
        execution.runs(Cancellables.of(trigger), true);
    }

    @Override
    public final boolean isAborted() {
        return execution.isAborted();
    }

    @Override
    public final void abort() {
        execution.abort();
    }

    private static final class WithEntity extends AttemptRequest implements HttpEntityEnclosingRequest {
        private @Nullable HttpEntity entity;

        WithEntity(HttpUriRequest request, Execution execution, @Nullable HttpEntity entity) {
            super(request, execution);
            this.entity = entity;
        }

        @Override
        public boolean expectContinue() {
            return getFirstHeader(HTTP.EXPECT_DIRECTIVE) != null
                    && HTTP.EXPECT_CONTINUE.equalsIgnoreCase(
                            getFirstHeader(HTTP.EXPECT_DIRECTIVE).getValue());
        }

        @Override
        public @Nullable HttpEntity getEntity() {
            return entity;
        }

        @Override
        public void setEntity(@Nullable HttpEntity value) {
            entity = value;
        }
    }
}
