package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import java.io.IOException;
import java.util.concurrent.Future;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code execute} of the asynchronous clients, where all others come together. Where a call goes only the request tells,
 * and a producer may be good for one request: so it is asked once, by us, and the client gets what it gave.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class AsyncExecuteAdapter implements Adapter {
    /** Producers of the client's own give the same request as often as they are asked. */
    private static final String CLIENTS_OWN = "org.apache.http.";

    private final Engine engine;

    public AsyncExecuteAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    @SuppressWarnings("unchecked") // consumer and callback belong to the same call
    public Object @Nullable [] enter(Object[] call) {
        if (AttemptRequest.OWN_CALL.take() || call[1] == null || call[2] == null) {
            return null;
        }
        return guarded(
                (HttpAsyncClient) call[0],
                (HttpAsyncRequestProducer) call[1],
                (HttpAsyncResponseConsumer<Object>) call[2],
                (HttpContext) call[3],
                (FutureCallback<Object>) call[4]);
    }

    private <T> Object @Nullable [] guarded(
            HttpAsyncClient client,
            HttpAsyncRequestProducer producer,
            HttpAsyncResponseConsumer<T> consumer,
            @Nullable HttpContext context,
            @Nullable FutureCallback<T> callback) {
        HttpRequest request = null;
        Exception failure = null;
        try {
            request = producer.generateRequest();
        } catch (IOException | HttpException | RuntimeException producersOwn) {
            failure = producersOwn;
        }
        Guard guard = request == null ? null : Requests.guardFor(engine, producer.getTarget(), request);
        if (guard != null && request != null) {
            return new Object[] {
                new AsyncExecute<>(engine, guard, client, request, producer, consumer, context, callback).run()
            };
        }
        if (failure == null && producer.getClass().getName().startsWith(CLIENTS_OWN)) {
            return null;
        }
        AttemptRequest.OWN_CALL.begin();
        try {
            Future<T> future =
                    client.execute(new GeneratedProducer(producer, request, failure), consumer, context, callback);
            return new Object[] {future};
        } finally {
            AttemptRequest.OWN_CALL.end();
        }
    }
}
