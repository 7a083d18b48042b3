package io.breakwater.instrumentation.apachehttp4;

import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.ProtocolVersion;
import org.apache.http.RequestLine;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.AbortableHttpRequest;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.concurrent.Cancellable;
import org.apache.http.conn.ClientConnectionRequest;
import org.apache.http.conn.ConnectionReleaseTrigger;
import org.apache.http.message.AbstractHttpMessage;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HTTP;
import org.jspecify.annotations.Nullable;

/**
 * {@link AttemptRequest} for a request that has a request line, but no URI: to the client that is not the same.
 * Thread-safety: as the client's own requests.
 */
class AttemptMessage extends AbstractHttpMessage
        implements HttpRequest, HttpExecutionAware, AbortableHttpRequest, Configurable {
    private final HttpRequest request;
    private final Execution execution;
    private final @Nullable RequestConfig config;

    private AttemptMessage(HttpRequest request, Execution execution, @Nullable RequestConfig config) {
        this.request = request;
        this.execution = execution;
        this.config = config;
    }

    static HttpRequest of(
            HttpRequest request,
            Execution execution,
            @Nullable HttpEntity entity,
            @Nullable RequestConfig config,
            HttpParams params) {
        AttemptMessage attempt = request instanceof HttpEntityEnclosingRequest
                ? new WithEntity(request, execution, config, entity)
                : new AttemptMessage(request, execution, config);
        attempt.setHeaders(request.getAllHeaders());
        attempt.setParams(params);
        return attempt;
    }

    final Execution execution() {
        return execution;
    }

    @Override
    public final ProtocolVersion getProtocolVersion() {
        return request.getProtocolVersion();
    }

    @Override
    public final RequestLine getRequestLine() {
        return request.getRequestLine();
    }

    @Override
    public final @Nullable RequestConfig getConfig() {
        return config;
    }

    @Override
    public final void setCancellable(Cancellable cancellable) {
        execution.runs(cancellable, cancellable instanceof ConnectionReleaseTrigger);
    }

    @Override
    public final void setConnectionRequest(ClientConnectionRequest waiting) {
        execution.runs(Cancellables.of(waiting), false);
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

    private static final class WithEntity extends AttemptMessage implements HttpEntityEnclosingRequest {
        private @Nullable HttpEntity entity;

        WithEntity(
                HttpRequest request, Execution execution, @Nullable RequestConfig config, @Nullable HttpEntity entity) {
            super(request, execution, config);
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
