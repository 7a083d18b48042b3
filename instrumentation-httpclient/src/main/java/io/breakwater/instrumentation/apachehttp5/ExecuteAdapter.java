package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HttpGuards;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * {@code doExecute} of the classic clients, where all forms of {@code execute} meet. Loaded by: the adapter loader.
 * Thread-safety: immutable.
 */
public final class ExecuteAdapter implements Adapter {
    private final Engine engine;

    public ExecuteAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        ClassicHttpRequest request = (ClassicHttpRequest) call[2];
        boolean own = AttemptRequest.OWN_CALL.take();
        if (ClassicAttempt.isEnteredWith(request) || own || request == null || request instanceof AttemptRequest) {
            return null;
        }
        HttpHost target = (HttpHost) call[1];
        Guard guard = guardFor(target, request);
        return guard == null
                ? null
                : new Object[] {
                    BlockingRunner.run(
                            guard,
                            new ClassicCall(engine, guard, (CloseableHttpClient) call[0], target, request, (HttpContext)
                                    call[3]))
                };
    }

    private @Nullable Guard guardFor(@Nullable HttpHost target, ClassicHttpRequest request) {
        try {
            String method = request.getMethod();
            String path = request.getPath();
            if (target != null) {
                return HttpGuards.guardFor(
                        engine, method, target.getSchemeName(), target.getHostName(), target.getPort(), path);
            }
            URIAuthority authority = request.getAuthority();
            return authority == null
                    ? null
                    : HttpGuards.guardFor(
                            engine, method, request.getScheme(), authority.getHostName(), authority.getPort(), path);
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }
}
