package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Call;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.Stage;
import io.breakwater.extension.http.CallNotPermittedException;
import io.breakwater.extension.http.RequestKey;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a blocking and an asynchronous call have in common.
 *
 * <p>Thread-safety: confined to one thread at a time, as the session is.
 *
 * @param <T> the body's type
 */
abstract class JdkCall<T> implements Call {
    private static final Executor FUTURES = new CompletableFuture<Void>().defaultExecutor();

    final Engine engine;
    final Guard guard;
    final HttpClient client;
    final HttpRequest request;
    final BodyHandler<T> handler;
    private final String method;
    private final Executor executor;
    private @Nullable JdkAttempt<T> last;
    private @Nullable JdkAttempt<T> heldBy;

    JdkCall(Engine engine, Guard guard, HttpClient client, HttpRequest request, BodyHandler<T> handler) {
        this.engine = engine;
        this.guard = guard;
        this.client = client;
        this.request = request;
        this.handler = handler;
        this.method = request.method();
        this.executor = System.getSecurityManager() == null ? FUTURES : new RightfulExecutor(FUTURES);
    }

    /** Begins a new attempt. */
    final JdkAttempt<T> attempt(CallSession session) {
        JdkAttempt<T> next = new JdkAttempt<>(this, session, last);
        last = next;
        return next;
    }

    /** An attempt keeps an answer back, because it will be repeated. */
    final void holdBack(JdkAttempt<T> attempt) {
        heldBy = attempt;
    }

    /** Gives out the answer that was kept back, or, if none was, the response as it is. */
    final CompletableFuture<HttpResponse<T>> release(HttpResponse<T> response) {
        JdkAttempt<T> attempt = heldBy;
        return attempt == null || !attempt.endedWith(response)
                ? CompletableFuture.completedFuture(response)
                : attempt.release(response);
    }

    @Override
    public final String method() {
        return method;
    }

    @Override
    public final boolean carriesKey(String name) {
        return RequestKey.isCarried(
                name, header -> request.headers().firstValue(header).orElse(null));
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        JdkAttempt<T> attempt = last;
        if (attempt != null && attempt.gaveAnswer()) {
            return false;
        }
        return Requests.isRepeatable(request, guard.policy().retry().maxReplayBodyBytes());
    }

    /**
     * Where calls go on after a wait, and their results are given out: where the JDK's client completes its futures, too.
     * Not in the client's own executor, which may be one thread that waits for this very result, or may run what it is
     * given in the caller, which here would be the timer.
     */
    public final Executor executor() {
        return executor;
    }

    final void execute(Runnable task) {
        executor.execute(task);
    }

    /** A refused call looks like one that found no connection, which is what a caller expects of a host that is down; a late one times out. */
    static Throwable rejected(Rejection rejection) {
        if (rejection.stage() == Stage.DEADLINE_GATE) {
            return new DeadlineExceededException(rejection.message());
        }
        return rejection.stage() == Stage.BULKHEAD
                ? new BulkheadFullException(rejection.message())
                : new CallNotPermittedException(rejection.message());
    }
}
