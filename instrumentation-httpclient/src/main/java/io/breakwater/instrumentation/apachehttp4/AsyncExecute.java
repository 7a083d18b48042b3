package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.AsyncRunner;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.http.RequestKey;
import io.breakwater.extension.http.SignedRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.client.HttpAsyncClient;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A call of an asynchronous client. The application's producer, consumer and callback hear of the call's end once,
 * however many attempts it takes. Thread-safety: confined to one thread at a time, as the session is.
 *
 * @param <T> the result's type
 */
final class AsyncExecute<T> implements AsyncCall<AsyncAnswer<T>> {
    final Engine engine;
    final Guard guard;
    final HttpAsyncClient client;
    final HttpRequest request;
    final HttpAsyncRequestProducer producer;
    final HttpAsyncResponseConsumer<T> consumer;
    final @Nullable HttpContext context;
    final Executor later;
    private final String method;
    private final GuardedFuture<T> future;
    private volatile boolean bodyIsSent;
    private volatile boolean given;
    private volatile boolean plain;
    private volatile boolean cancelledByClient;

    AsyncExecute(
            Engine engine,
            Guard guard,
            HttpAsyncClient client,
            HttpRequest request,
            HttpAsyncRequestProducer producer,
            HttpAsyncResponseConsumer<T> consumer,
            @Nullable HttpContext context,
            @Nullable FutureCallback<T> callback) {
        this.engine = engine;
        this.guard = guard;
        this.client = client;
        this.request = request;
        this.producer = producer;
        this.consumer = consumer;
        this.context = context;
        this.later = Elsewhere.executor(engine.surroundings().timer());
        this.method = request.getRequestLine().getMethod().toUpperCase(Locale.ROOT);
        this.future = new GuardedFuture<>(callback);
    }

    /** Makes the call. */
    Future<T> run() {
        Cancellables.endsWith(request, () -> future.cancel(true));
        CompletableFuture<AsyncAnswer<T>> running = AsyncRunner.run(guard, this);
        future.isMadeBy(running);
        CompletableFuture<AsyncAnswer<T>> unused = running.whenComplete(this::finish);
        return future;
    }

    @Override
    public Attempt<AsyncAnswer<T>> prepare(CallSession session) {
        if (session.attempt() > 1) {
            reset();
        }
        return new AsyncAttempt<>(this, session);
    }

    private void reset() {
        try {
            producer.resetRequest();
        } catch (IOException cannot) {
            throw new IllegalStateException(cannot);
        }
    }

    /** Our own call of the client, which passes our join points. */
    void send(HttpAsyncRequestProducer sending, HttpAsyncResponseConsumer<T> consuming, FutureCallback<T> callback) {
        AttemptRequest.OWN_CALL.begin();
        try {
            Future<T> unused = client.execute(sending, consuming, context, callback);
        } finally {
            AttemptRequest.OWN_CALL.end();
        }
    }

    void sendsBody() {
        bodyIsSent = true;
    }

    /** The application's consumer gets an answer. */
    void isGiven() {
        given = true;
    }

    /** The client has cancelled an attempt, which is not the same as an exception of that name. */
    void isCancelled() {
        cancelledByClient = true;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean carriesKey(String name) {
        return RequestKey.isCarried(name, this::headerOf);
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        if (given || SignedRequest.isSigned(this::headerOf)) {
            return false;
        }
        if (!producer.isRepeatable()) {
            return outcome.isNeverSent() && !bodyIsSent;
        }
        HttpEntity entity = Requests.entityOf(request);
        return entity == null
                || outcome.isNeverSent()
                || entity.getContentLength() <= guard.policy().retry().maxReplayBodyBytes();
    }

    private @Nullable String headerOf(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public CompletableFuture<AsyncAnswer<T>> plain() {
        plain = true;
        CompletableFuture<AsyncAnswer<T>> end = new CompletableFuture<>();
        send(new GeneratedProducer(producer, request, null), consumer, new FutureCallback<T>() {
            @Override
            public void completed(@Nullable T result) {
                end.complete(new AsyncAnswer<>(result, null, null));
            }

            @Override
            public void failed(Exception failure) {
                end.completeExceptionally(failure);
            }

            @Override
            public void cancelled() {
                isCancelled();
                end.cancel(false);
            }
        });
        return end;
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return BlockingExecute.rejected(rejection);
    }

    @Override
    public CompletableFuture<AsyncAnswer<T>> deliver(AsyncAnswer<T> answer) {
        HeldContent held = answer.held();
        org.apache.http.HttpResponse head = answer.head();
        if (held == null || head == null) {
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<AsyncAnswer<T>> played = new CompletableFuture<>();
        try {
            held.play(head, consumer, context == null ? new BasicHttpContext() : context, failure -> {
                given = true;
                Exception consumersOwn = failure != null ? failure : consumer.getException();
                if (consumersOwn != null) {
                    played.completeExceptionally(consumersOwn);
                } else {
                    played.complete(new AsyncAnswer<>(consumer.getResult(), head, null));
                }
            });
        } catch (IOException | HttpException | RuntimeException consumersOwn) {
            played.completeExceptionally(consumersOwn);
        }
        return played;
    }

    @Override
    public Executor executor() {
        return later;
    }

    @Override
    public boolean dependentsCancel() {
        return false;
    }

    /** The call has ended: in the order in which the client tells it. */
    private void finish(@Nullable AsyncAnswer<T> answer, @Nullable Throwable thrown) {
        try {
            if (thrown == null) {
                future.completed(answer == null ? null : answer.result());
            } else {
                Throwable cause = thrown.getCause();
                fail(thrown instanceof CompletionException && cause != null ? cause : thrown);
            }
        } finally {
            close();
        }
    }

    private void fail(Throwable thrown) {
        if (future.isCancelled() || (cancelledByClient && thrown instanceof CancellationException)) {
            if (!given && !plain) {
                consumer.cancel();
            }
            future.cancel(true);
            return;
        }
        Exception failure = thrown instanceof Exception ? (Exception) thrown : new IllegalStateException(thrown);
        try {
            if (!plain) {
                producer.failed(failure);
                if (!given) {
                    consumer.failed(failure);
                }
            }
        } finally {
            future.failed(failure);
        }
    }

    private void close() {
        if (plain) {
            return;
        }
        try {
            producer.close();
        } catch (IOException producersOwn) {
            // The client takes no notice of it either.
        }
        try {
            consumer.close();
        } catch (IOException consumersOwn) {
            // The client takes no notice of it either.
        }
    }
}
