package io.breakwater.instrumentation.apachehttp4.async;

import io.breakwater.instrumentation.scenario.CallSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;

/** {@code execute} of a request, with a callback; an application gives up by aborting the request. */
public final class CallbackForm extends AsyncForm {
    @Override
    public String form() {
        return "execute with a callback";
    }

    @Override
    Future<?> start(CloseableHttpAsyncClient client, HttpRequestBase request, CallSpec spec) {
        Told told = new Told();
        Future<HttpResponse> clients = client.execute(request, told);
        return new CompletableFuture<HttpResponse>() {
            private final CompletableFuture<?> ends = told.end.whenComplete((response, failure) -> {
                if (failure != null) {
                    completeExceptionally(failure);
                } else {
                    complete(response);
                }
            });

            @Override
            public boolean cancel(boolean mayInterrupt) {
                request.abort();
                return !ends.isDone() || clients.isCancelled();
            }
        };
    }
}
