package io.breakwater.instrumentation.apachehttp5;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.http.AttemptHeaders;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a classic call: the limits it goes under, the hops it takes, and what becomes of its answer.
 *
 * <p>Thread-safety: confined to the calling thread, but for the timer, which sets {@link #expired} and closes the
 * connection.
 */
final class ClassicAttempt implements BlockingCall.Attempt<CloseableHttpResponse> {
    private static final ThreadLocal<@Nullable ClassicAttempt> CURRENT = new ThreadLocal<>();

    private final ClassicCall call;
    private final CallSession session;
    private final AttemptLimits limits;
    /** Null where nothing has to be ended or repeated: the client then gets the application's own request. */
    private final @Nullable AttemptRequest own;

    private final ClassicHttpRequest sent;
    private final @Nullable RequestConfig ownConfig;
    private final Hops hops;
    private final AtomicBoolean headOver = new AtomicBoolean();
    private volatile boolean expired;
    private boolean entered;
    private @Nullable ExecRuntime runtime;

    ClassicAttempt(ClassicCall call, CallSession session) {
        this.call = call;
        this.session = session;
        this.hops = new Hops(call.engine, session);
        this.limits = new AttemptLimits(session, call.ownTimeouts(), nanoTime());
        this.ownConfig = call.config();
        // The minimal client has no copy of its own to write on.
        boolean written = !call.tellsOfHops() && AttemptHeaders.mayWrite(session);
        this.own = limits.limitsAnything() || call.mayBeRepeated() || written
                ? new AttemptRequest(call.request(), requestConfig())
                : null;
        this.sent = own == null ? call.request() : own;
    }

    /** True if the client is entered for the attempt of this thread, the first time. */
    static boolean isEnteredWith(@Nullable ClassicHttpRequest request) {
        ClassicAttempt attempt = CURRENT.get();
        if (attempt == null || attempt.entered || attempt.sent != request) {
            return false;
        }
        attempt.entered = true;
        return true;
    }

    /** The attempt that this part of the client's chain belongs to, or null. */
    static @Nullable ClassicAttempt of(ExecChain.Scope scope) {
        ClassicAttempt attempt = CURRENT.get();
        if (attempt == null) {
            return null;
        }
        if (scope.originalRequest == attempt.sent) {
            attempt.runtime = scope.execRuntime;
            return attempt;
        }
        // A redirect makes a new original request since 5.4, but not a new runtime.
        return scope.execRuntime == attempt.runtime ? attempt : null;
    }

    /** The attempt of the minimal client in this thread, or null. */
    static @Nullable ClassicAttempt ofMinimal() {
        ClassicAttempt attempt = CURRENT.get();
        return attempt == null || attempt.call.tellsOfHops() ? null : attempt;
    }

    private @Nullable RequestConfig requestConfig() {
        return limits.limitsConnecting()
                ? AttemptLimits.limited(ownConfig, limits.connectTimeout())
                : call.requestsOwnConfig();
    }

    @Override
    public CloseableHttpResponse send() throws IOException {
        ClassicAttempt outer = CURRENT.get();
        CURRENT.set(this);
        Timer.Handle headTimer = limitHead();
        CloseableHttpResponse response;
        try {
            response = call.execute(sent);
        } catch (Throwable thrown) {
            headOver.set(true);
            if (expired) {
                throw timedOut(thrown);
            }
            throw thrown;
        } finally {
            cancel(headTimer);
            restore(outer);
        }
        if (!headOver.compareAndSet(false, true)) {
            response.close();
            throw timedOut(null);
        }
        received(response);
        return response;
    }

    private void restore(@Nullable ClassicAttempt outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        if (limits.limitsConnecting()) {
            call.leaveConfig(ownConfig);
        }
    }

    private Timer.@Nullable Handle limitHead() {
        try {
            long nanos = limits.headNanos(nanoTime());
            return nanos == NONE ? null : timer().schedule(nanos, this::expireHead);
        } catch (Throwable bug) {
            session.failOpen("limitHead", bug);
            return null;
        }
    }

    private void expireHead() {
        if (headOver.compareAndSet(false, true)) {
            expire();
        }
    }

    /** The limit of the attempt was reached by a body that the application reads. */
    void expireBody() {
        expired = true;
        Elsewhere.run(() -> {
            session.onBodyTimeout();
            abort();
        });
    }

    /** The application has waited too long for the next part of a body. */
    void expireIdle() {
        expired = true;
        Elsewhere.run(() -> {
            session.onIdleTimeout();
            abort();
        });
    }

    /** Ends the attempt on the wire; whoever waits for it learns that time is up. */
    void expire() {
        expired = true;
        Elsewhere.run(this::abort);
    }

    private void abort() {
        if (own != null) {
            own.abort();
        }
    }

    boolean isExpired() {
        return expired;
    }

    /** As the client's own: a read that took too long. */
    static SocketTimeoutException timedOut(@Nullable Throwable cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
        if (cause != null) {
            timeout.initCause(cause);
        }
        return timeout;
    }

    /** The head of the answer is there: take its body in if the attempt will be repeated, else give it out under our limits. */
    private void received(CloseableHttpResponse response) {
        try {
            if (!isFromCache() && session.willRetry(outcomeOf(response))) {
                hold(response);
            } else {
                limitBody(response);
            }
        } catch (Throwable bug) {
            session.failOpen("received", bug);
        }
    }

    private void hold(CloseableHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        HeldEntity held = new HeldEntity(entity, response.getCode());
        Timer.Handle limit = timer().schedule(HeldEntity.MAX_NANOS, this::expire);
        boolean whole = held.takeIn();
        limit.cancel();
        response.setEntity(held);
        if (!whole) {
            response.close();
        }
    }

    private void limitBody(CloseableHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null || !entity.isStreaming()) {
            return;
        }
        long bodyNanos = limits.bodyNanos(response, nanoTime());
        if (bodyNanos != NONE || limits.idleNanos() != NONE) {
            response.setEntity(new LimitedEntity(
                    entity, new BodyLimits(bodyNanos, limits.idleNanos(), call.engine.surroundings(), this)));
        }
    }

    /** The client is about to send a request to a server. */
    void onHop(ExecChain.Scope scope, HttpRequest sent) throws IOException {
        Rejection rejection = null;
        try {
            rejection = hops.next(scope.route.getTargetHost(), sent);
        } catch (Throwable bug) {
            session.failOpen("onHop", bug);
        }
        if (rejection != null) {
            throw Rejections.exception(rejection);
        }
    }

    /** The client is connected, and begins to send the request: the last moment to write on it. */
    void onRequest(HttpRequest request) {
        hops.onRequest();
        call.onRequest();
        // Without a chain to tell, what is not the attempt's own belongs to another call in this thread.
        if (call.tellsOfHops() ? request != call.request() : request == own) {
            AttemptHeaders.write(session, new ExchangeHeaders(request));
        }
    }

    /** True if repeating after this answer is ours to decide, and not the client's. */
    boolean drives(HttpResponse response) {
        return session.drives(hops.seen(outcomeOf(response)));
    }

    /** True if repeating after this failure is ours to decide, and not the client's. */
    boolean drives(IOException failure) {
        return !isCancelled() && session.drives(hops.seen(Outcomes.ofFailure(failure)));
    }

    private boolean isCancelled() {
        return own == null ? call.isCancelled() : own.isCancelled();
    }

    @Override
    public Outcome classify(@Nullable CloseableHttpResponse response, @Nullable Throwable failure) {
        if (response != null) {
            return isFromCache() ? Outcome.IGNORED : outcomeOf(response);
        }
        if (failure == null || call.isCancelled()) {
            return Outcome.IGNORED;
        }
        return expired ? Outcome.failed(FailureClass.ATTEMPT_TIMEOUT) : hops.seen(Outcomes.ofFailure(failure));
    }

    private boolean isFromCache() {
        return !hops.begun() && call.tellsOfHops();
    }

    private Outcome outcomeOf(HttpResponse response) {
        return Outcomes.ofAnswer(response, call.engine.surroundings().time().epochMillis());
    }

    private static void cancel(Timer.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }

    private Timer timer() {
        return call.engine.surroundings().timer();
    }

    private long nanoTime() {
        return call.engine.surroundings().time().nanoTime();
    }
}
