package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** {@code doExecute} of the blocking clients. Loaded by: the adapter loader. Thread-safety: immutable. */
public final class ExecuteAdapter implements Adapter {
    private final Engine engine;

    public ExecuteAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        HttpRequest request = (HttpRequest) call[2];
        if (AttemptRequest.OWN_CALL.take() || request == null || AttemptRequest.executionOf(request) != null) {
            return null;
        }
        HttpHost target = (HttpHost) call[1];
        Guard guard = Requests.guardFor(engine, target, request);
        return guard == null
                ? null
                : new Object[] {
                    BlockingRunner.run(
                            guard,
                            new BlockingExecute(
                                    engine, guard, (CloseableHttpClient) call[0], target, request, (HttpContext)
                                            call[3]))
                };
    }
}
