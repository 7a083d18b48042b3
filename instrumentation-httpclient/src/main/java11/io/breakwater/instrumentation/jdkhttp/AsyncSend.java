package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code HttpClient.sendAsync}. Thread-safety: confined to one thread at a time.
 *
 * @param <T> the body's type
 */
final class AsyncSend<T> extends JdkCall<T> implements AsyncCall<HttpResponse<T>> {
    /** From Java 16 on, cancelling a future derived from the client's cancels the exchange (JDK-8245462). */
    private static final boolean DEPENDENTS_CANCEL = Runtime.version().feature() >= 16;

    private final boolean withPush;
    private final @Nullable PushPromiseHandler<T> push;

    AsyncSend(
            Engine engine,
            Guard guard,
            HttpClient client,
            HttpRequest request,
            BodyHandler<T> handler,
            boolean withPush,
            @Nullable PushPromiseHandler<T> push) {
        super(engine, guard, client, request, handler);
        this.withPush = withPush;
        this.push = push;
    }

    @Override
    public Attempt<HttpResponse<T>> prepare(CallSession session) {
        JdkAttempt<T> attempt = attempt(session);
        HttpRequest limited = attempt.request();
        return new Attempt<>() {
            private @Nullable CompletableFuture<HttpResponse<T>> future;

            @Override
            public CompletableFuture<HttpResponse<T>> send() {
                CompletableFuture<HttpResponse<T>> sent = sendWith(limited, attempt.handler());
                future = sent;
                attempt.limitStart(sent);
                return sent;
            }

            @Override
            public void abort() {
                if (future != null) {
                    future.cancel(true);
                }
                attempt.abort();
            }

            @Override
            public Outcome classify(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
                return attempt.end(response, failure);
            }
        };
    }

    private CompletableFuture<HttpResponse<T>> sendWith(HttpRequest sent, BodyHandler<T> with) {
        AttemptHandler.OWN_CALL.begin();
        try {
            return withPush ? client.sendAsync(sent, with, push) : client.sendAsync(sent, with);
        } finally {
            AttemptHandler.OWN_CALL.end();
        }
    }

    /** What a server pushed was given to the application already. */
    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        return (push == null || outcome.isNeverSent()) && super.canBeSentAgain(outcome);
    }

    @Override
    public CompletableFuture<HttpResponse<T>> plain() {
        return sendWith(request, handler);
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return rejected(rejection);
    }

    @Override
    public CompletableFuture<HttpResponse<T>> deliver(HttpResponse<T> held) {
        return release(held);
    }

    @Override
    public boolean dependentsCancel() {
        return DEPENDENTS_CANCEL;
    }
}
