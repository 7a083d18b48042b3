package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import org.jspecify.annotations.Nullable;

/** {@code HttpClient.send}. Loaded by: the adapter loader. Thread-safety: immutable. */
public final class SendAdapter implements Adapter {
    private final Engine engine;

    public SendAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        HttpRequest request = (HttpRequest) call[1];
        BodyHandler<?> handler = (BodyHandler<?>) call[2];
        Guard guard = Requests.guardFor(engine, request, handler);
        return guard == null ? null : new Object[] {guarded(guard, (HttpClient) call[0], request, handler)};
    }

    private <T> @Nullable Object guarded(Guard guard, HttpClient client, HttpRequest request, BodyHandler<T> handler)
            throws Throwable {
        return BlockingRunner.run(guard, new BlockingSend<>(engine, guard, client, request, handler));
    }
}
