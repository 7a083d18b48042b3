package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.Stage;
import io.breakwater.extension.http.BulkheadFullException;
import io.breakwater.extension.http.CallNotPermittedException;
import io.breakwater.extension.http.DeadlineExceededException;
import io.breakwater.extension.http.RequestKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A guarded call, seen from the client's outermost own interceptor. Thread-safety: confined to the calling thread; a
 * cancellation comes from any.
 */
final class OkCall implements BlockingCall<Response> {
    private static final int EARLIER_SHARE = 10;

    final Engine engine;
    final Guard guard;
    final Interceptor interceptor;
    final Interceptor.Chain chain;
    private final String method;
    private final long startNanos;
    private @Nullable OkAttempt last;
    private @Nullable HeldAnswer held;
    private Waits.@Nullable Waiting waiting;
    private @Nullable IOException refusal;

    OkCall(Engine engine, Guard guard, Interceptor interceptor, Interceptor.Chain chain) {
        this.engine = engine;
        this.guard = guard;
        this.interceptor = interceptor;
        this.chain = chain;
        this.method = chain.request().method();
        this.startNanos = engine.surroundings().time().nanoTime();
    }

    Call call() {
        return chain.call();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean carriesKey(String name) {
        return RequestKey.isCarried(name, chain.request()::header);
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        OkAttempt attempt = last;
        boolean untouched = outcome.isNeverSent() && attempt != null && !attempt.hasBegun();
        return !call().isCanceled()
                && Requests.isRepeatable(
                        chain.request(), untouched, guard.policy().retry().maxReplayBodyBytes());
    }

    /**
     * Whether it was the call's own timeout that cancelled it, and not the application: that is how a server that does not
     * answer shows itself. The timeout began a little earlier than we did.
     */
    boolean hasTimedOut() {
        long callNanos = call().timeout().timeoutNanos();
        return callNanos > 0
                && engine.surroundings().time().nanoTime() - startNanos >= callNanos - callNanos / EARLIER_SHARE;
    }

    @Override
    public OkAttempt prepare(CallSession session) {
        OkAttempt attempt = new OkAttempt(this, session);
        last = attempt;
        return attempt;
    }

    @Override
    public Response plain() throws IOException {
        return Nesting.intercept(interceptor, chain, null, null);
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        IOException refused = rejected(rejection);
        refusal = refused;
        return refused;
    }

    static IOException rejected(Rejection rejection) {
        if (rejection.stage() == Stage.DEADLINE_GATE) {
            return new DeadlineExceededException(rejection.message());
        }
        return rejection.stage() == Stage.BULKHEAD
                ? new BulkheadFullException(rejection.message())
                : new CallNotPermittedException(rejection.message());
    }

    /** A call that must not go to the network may still be answered by the client's cache. */
    Response cachedAnswerOr(IOException thrown) throws IOException {
        if (thrown != refusal || !ClientParts.mayHaveCache(interceptor)) {
            throw thrown;
        }
        return Nesting.intercept(interceptor, chain, null, thrown);
    }

    @Override
    public Throwable interruption(InterruptedException interruption) {
        letGoOfAnswer();
        Thread.currentThread().interrupt();
        InterruptedIOException thrown = new InterruptedIOException("interrupted");
        thrown.initCause(interruption);
        return thrown;
    }

    @Override
    public void waitBegins(Runnable wake) {
        try {
            waiting = Waits.begin(chain, wake);
        } catch (ReflectiveOperationException unknownVersion) {
            throw new IllegalStateException(unknownVersion);
        }
    }

    @Override
    public @Nullable Throwable waitOver() {
        Waits.Waiting over = waiting;
        waiting = null;
        if (over != null) {
            over.end();
        }
        if (!call().isCanceled()) {
            return null;
        }
        letGoOfAnswer();
        return new IOException("Canceled");
    }

    /** An answer that will be repeated is kept, in case the retry does not take place. */
    void hold(Response response, long limitNanos) {
        held = HeldAnswer.of(response, limitNanos);
    }

    /** Before the next attempt: the client must be done with an answer before it asks again. */
    void letGoOfAnswer() {
        HeldAnswer answer = held;
        held = null;
        if (answer != null) {
            answer.close();
        }
    }

    @Override
    public Response deliver(Response response) throws IOException {
        HeldAnswer answer = held;
        return answer == null ? response : answer.deliver();
    }
}
