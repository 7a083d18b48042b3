package io.breakwater.instrumentation.apachehttp5;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;

/**
 * The application's own exchange, untouched, which as the scope's dependency is also the mark that says so.
 *
 * <p>Thread-safety: as the application's callback and dependency, to which all goes.
 */
final class PlainExchange implements AsyncExecCallback, CancellableDependency {
    private final AsyncExecCallback callback;
    private final CancellableDependency dependency;
    private final CompletableFuture<AsyncAnswer> end = new CompletableFuture<>();

    PlainExchange(AsyncExecCallback callback, CancellableDependency dependency) {
        this.callback = callback;
        this.dependency = dependency;
    }

    CompletableFuture<AsyncAnswer> end() {
        return end;
    }

    @Override
    public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails details)
            throws HttpException, IOException {
        return callback.handleResponse(response, details);
    }

    @Override
    public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
        callback.handleInformationResponse(response);
    }

    @Override
    public void completed() {
        callback.completed();
        end.complete(new AsyncAnswer(null, null));
    }

    @Override
    public void failed(Exception failure) {
        callback.failed(failure);
        end.completeExceptionally(failure);
    }

    @Override
    public void setDependency(Cancellable cancellable) {
        dependency.setDependency(cancellable);
    }

    @Override
    public boolean isCancelled() {
        return dependency.isCancelled();
    }

    @Override
    public boolean cancel() {
        return dependency.cancel();
    }
}
