package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.Stage;
import io.breakwater.extension.http.CallNotPermittedException;
import io.breakwater.extension.http.DeadlineExceededException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Locale;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.execchain.RequestAbortedException;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A call of a blocking client. Thread-safety: confined to the calling thread. */
final class BlockingExecute implements BlockingCall<CloseableHttpResponse> {
    /** The method itself, and not one of those that lead to it: an application's subclass may have changed those. */
    private static final @Nullable MethodHandle DO_EXECUTE = doExecute();

    final Engine engine;
    final Guard guard;
    final CloseableHttpClient client;
    final HttpRequest request;
    final @Nullable HttpHost target;
    final @Nullable HttpContext context;
    final @Nullable OneTimeEntity once;
    private final String method;
    private @Nullable HeldAnswer held;

    BlockingExecute(
            Engine engine,
            Guard guard,
            CloseableHttpClient client,
            @Nullable HttpHost target,
            HttpRequest request,
            @Nullable HttpContext context) {
        this.engine = engine;
        this.guard = guard;
        this.client = client;
        this.target = target;
        this.request = request;
        this.context = context;
        this.method = request.getRequestLine().getMethod().toUpperCase(Locale.ROOT);
        HttpEntity entity = Requests.entityOf(request);
        this.once = entity == null || entity.isRepeatable() ? null : new OneTimeEntity(entity);
    }

    private static @Nullable MethodHandle doExecute() {
        try {
            Method method = CloseableHttpClient.class.getDeclaredMethod(
                    "doExecute", HttpHost.class, HttpRequest.class, HttpContext.class);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return null;
        }
    }

    @Override
    public Attempt<CloseableHttpResponse> prepare(CallSession session) {
        return new BlockingAttempt(this, session);
    }

    @Nullable
    HttpEntity entity() {
        return once != null ? once : Requests.entityOf(request);
    }

    CloseableHttpResponse send(HttpRequest sent) throws Throwable {
        return DO_EXECUTE == null
                ? client.execute(target, sent, context)
                : (CloseableHttpResponse) DO_EXECUTE.invokeExact(client, target, sent, context);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean carriesKey(String name) {
        return Requests.carriesKey(request, name);
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        return Requests.canBeSentAgain(request, once, guard.policy().retry().maxReplayBodyBytes(), outcome);
    }

    @Override
    public CloseableHttpResponse plain() throws Throwable {
        AttemptRequest.OWN_CALL.begin();
        try {
            return send(request);
        } finally {
            AttemptRequest.OWN_CALL.end();
        }
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return rejected(rejection);
    }

    /** A refused call looks like one that found no connection, which is what a caller expects of a host that is down; a late one times out. */
    static IOException rejected(Rejection rejection) {
        if (rejection.stage() == Stage.DEADLINE_GATE) {
            return new DeadlineExceededException(rejection.message());
        }
        return rejection.stage() == Stage.BULKHEAD
                ? new BulkheadFullException(rejection.message())
                : new CallNotPermittedException(rejection.message());
    }

    /** What the client does when it is interrupted while it waits for a connection. */
    @Override
    public Throwable interruption(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return new RequestAbortedException("Request aborted", interruption);
    }

    @Override
    public CloseableHttpResponse deliver(CloseableHttpResponse answer) throws IOException {
        HeldAnswer kept = held;
        if (kept != null && kept.isOf(answer)) {
            kept.release();
        }
        return answer;
    }

    /** An attempt keeps an answer back, because it will be repeated. */
    void holdBack(HeldAnswer answer) {
        held = answer;
    }

    @Override
    public void waitBegins(Runnable wake) {
        Cancellables.endsWith(request, () -> {
            wake.run();
            return true;
        });
        if (Cancellables.isAborted(request)) {
            wake.run();
        }
    }

    @Override
    public @Nullable Throwable waitOver() {
        return Cancellables.isAborted(request) ? new RequestAbortedException("Request aborted") : null;
    }
}
