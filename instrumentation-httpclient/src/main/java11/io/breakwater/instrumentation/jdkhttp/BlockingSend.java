package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code HttpClient.send}. Thread-safety: confined to the calling thread.
 *
 * @param <T> the body's type
 */
final class BlockingSend<T> extends JdkCall<T> implements BlockingCall<HttpResponse<T>> {

    BlockingSend(Engine engine, Guard guard, HttpClient client, HttpRequest request, BodyHandler<T> handler) {
        super(engine, guard, client, request, handler);
    }

    @Override
    public Attempt<HttpResponse<T>> prepare(CallSession session) {
        JdkAttempt<T> attempt = attempt(session);
        HttpRequest limited = attempt.request();
        return new Attempt<>() {
            @Override
            public HttpResponse<T> send() throws IOException, InterruptedException {
                return sendWith(limited, attempt.handler());
            }

            @Override
            public Outcome classify(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
                return attempt.end(response, failure);
            }
        };
    }

    @Override
    public HttpResponse<T> plain() throws IOException, InterruptedException {
        return sendWith(request, handler);
    }

    private HttpResponse<T> sendWith(HttpRequest sent, BodyHandler<T> with) throws IOException, InterruptedException {
        AttemptHandler.OWN_CALL.begin();
        try {
            return client.send(sent, with);
        } finally {
            AttemptHandler.OWN_CALL.end();
        }
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return rejected(rejection);
    }

    /** {@code send} may throw it, and the JDK clears the flag when it does; so do we. */
    @Override
    public Throwable interruption(InterruptedException interruption) {
        return interruption;
    }

    @Override
    public HttpResponse<T> deliver(HttpResponse<T> held) throws IOException, InterruptedException {
        try {
            return release(held).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException ? (IOException) cause : new IOException(String.valueOf(cause), cause);
        }
    }
}
