package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.AsyncRunner;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.Mode;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.http.RequestKey;
import io.breakwater.extension.http.SignedRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * A call of an asynchronous client: its chain, executed once for each attempt, and its callback, told once how it ended.
 *
 * <p>Thread-safety: confined to one thread at a time, as the session is.
 */
final class AsyncExchange implements AsyncCall<AsyncAnswer> {
    final Engine engine;
    private final Guard guard;
    private final AsyncChain chain;
    private final HttpRequest request;
    private final @Nullable AsyncEntityProducer body;
    private final AsyncExecChain.Scope scope;
    private final AsyncExecCallback callback;
    private volatile @Nullable AsyncAttempt last;
    private volatile boolean plain;
    private volatile boolean requestBegun;

    AsyncExchange(
            Engine engine,
            Guard guard,
            AsyncChain chain,
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecCallback callback) {
        this.engine = engine;
        this.guard = guard;
        this.chain = chain;
        this.request = request;
        this.body = body;
        this.scope = scope;
        this.callback = callback;
    }

    void run() {
        CompletableFuture<AsyncAnswer> end = AsyncRunner.run(guard, this);
        if (!plain) {
            scope.cancellableDependency.setDependency(() -> end.cancel(true));
        }
        CompletableFuture<AsyncAnswer> unused = end.whenComplete(this::tell);
    }

    private void tell(@Nullable AsyncAnswer answer, @Nullable Throwable thrown) {
        if (plain) {
            return; // it has told the callback itself
        }
        if (thrown == null) {
            if (answer != null && answer.held() != null) {
                callback.completed(); // of any other answer the attempt tells it
            }
            return;
        }
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CancellationException && scope.cancellableDependency.isCancelled()) {
            callback.failed(new InterruptedIOException()); // as the client itself
        } else {
            callback.failed(cause instanceof Exception ? (Exception) cause : new IOException(cause));
        }
    }

    AsyncExecChain.Scope scope() {
        return scope;
    }

    AsyncExecCallback callback() {
        return callback;
    }

    OwnTimeouts ownTimeouts() {
        return guard.policy().timeouts().mode() == Mode.DISABLED
                ? OwnTimeouts.UNSET
                : OwnTimeouts.of(scope.clientContext.getRequestConfig(), scope.execRuntime, scope.route);
    }

    /** Sends the request once more through the client's chain. */
    void execute(AsyncExecChain.Scope with, AsyncExecCallback answers, boolean again)
            throws HttpException, IOException {
        if (again && body != null) {
            body.releaseResources(); // back to its beginning
        }
        chain.execute(RequestCopies.of(request), body, with, answers);
    }

    @Override
    public String method() {
        return request.getMethod().toUpperCase(Locale.ROOT);
    }

    /** True for the request that the application gave, on which nothing may be written. */
    boolean isApplications(HttpRequest sent) {
        return sent == request || sent == scope.originalRequest;
    }

    /** The client begins to send the request: of a body that can be read once, nobody knows how much is left. */
    void onRequest() {
        requestBegun = true;
    }

    @Override
    public boolean carriesKey(String name) {
        return RequestKey.isCarried(name, header -> Outcomes.firstHeader(request, header));
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        AsyncAttempt attempt = last;
        if ((attempt != null && attempt.gaveAnswer())
                || SignedRequest.isSigned(name -> Outcomes.firstHeader(request, name))) {
            return false;
        }
        return body == null
                || (outcome.failure() == FailureClass.CONNECT_FAILURE && !requestBegun)
                || (body.isRepeatable()
                        && body.getContentLength() <= guard.policy().retry().maxReplayBodyBytes());
    }

    @Override
    public Attempt<AsyncAnswer> prepare(CallSession session) {
        try {
            AsyncAttempt attempt = new AsyncAttempt(this, session);
            last = attempt;
            return attempt;
        } catch (ReflectiveOperationException unknownClient) {
            throw new IllegalStateException(unknownClient);
        }
    }

    @Override
    public CompletableFuture<AsyncAnswer> plain() {
        plain = true;
        PlainExchange exchange = new PlainExchange(callback, scope.cancellableDependency);
        try {
            chain.execute(request, body, AsyncChain.scope(scope, exchange, scope.execRuntime), exchange);
        } catch (HttpException | IOException | ReflectiveOperationException failure) {
            exchange.failed(failure);
        }
        return exchange.end();
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return Rejections.exception(rejection);
    }

    @Override
    public CompletableFuture<AsyncAnswer> deliver(AsyncAnswer answer) {
        CompletableFuture<AsyncAnswer> delivered = new CompletableFuture<>();
        HeldAnswer held = answer.held();
        try {
            if (held != null) {
                held.playTo(callback);
            }
            delivered.complete(answer);
        } catch (HttpException | IOException | RuntimeException applicationsOwn) {
            delivered.completeExceptionally(applicationsOwn);
        }
        return delivered;
    }

    @Override
    public Executor executor() {
        return Elsewhere.executor(engine.surroundings().timer());
    }

    @Override
    public boolean dependentsCancel() {
        return false;
    }
}
