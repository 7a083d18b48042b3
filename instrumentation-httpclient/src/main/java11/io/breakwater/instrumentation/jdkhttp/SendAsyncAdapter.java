package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.AsyncRunner;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code HttpClient.sendAsync}, with and without a push handler. Loaded by: the adapter loader. Thread-safety: immutable. */
public final class SendAsyncAdapter implements Adapter {
    private final Engine engine;

    public SendAsyncAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        HttpRequest request = (HttpRequest) call[1];
        BodyHandler<?> handler = (BodyHandler<?>) call[2];
        Guard guard = Requests.guardFor(engine, request, handler);
        if (guard == null) {
            return null;
        }
        boolean withPush = call.length > 3;
        return new Object[] {guarded(guard, (HttpClient) call[0], request, handler, withPush, withPush ? call[3] : null)
        };
    }

    @SuppressWarnings("unchecked") // the push handler belongs to the same call as the body handler
    private <T> CompletableFuture<HttpResponse<T>> guarded(
            Guard guard,
            HttpClient client,
            HttpRequest request,
            BodyHandler<T> handler,
            boolean withPush,
            @Nullable Object pushHandler) {
        PushPromiseHandler<T> push = (PushPromiseHandler<T>) pushHandler;
        return AsyncRunner.run(guard, new AsyncSend<>(engine, guard, client, request, handler, withPush, push));
    }
}
