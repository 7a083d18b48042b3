package io.breakwater.instrumentation.apachehttp4;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.http.AttemptHeaders;
import io.breakwater.extension.http.Streaming;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.concurrent.Cancellable;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a blocking call: the limits it goes under, and what becomes of its answer.
 *
 * <p>All our limits but that for connecting run on our own timer, which ends the attempt as an {@code abort} does. A socket
 * timeout would begin anew with every byte, and would stay on the connection for whoever has it next.
 *
 * <p>Thread-safety: confined to the calling thread, but for what the timer and the client's cancellation meet in.
 */
final class BlockingAttempt implements BlockingCall.Attempt<CloseableHttpResponse>, Execution {
    /** True once the client has told us of an exchange: from then on, an attempt without one sent nothing. */
    private static volatile boolean exchangesAreSeen;

    private enum Phase {
        UNDER_WAY,
        CUT,
        OVER
    }

    private final BlockingExecute call;
    private final CallSession session;
    private final OwnSettings settings;
    private final HttpRequest request;
    private final @Nullable RequestConfig config;
    private final long startNanos;
    private final long limitNanos;
    private final long headLimitNanos;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNDER_WAY);
    private volatile @Nullable Cancellable running;
    private volatile boolean leased;
    private @Nullable HttpHost hop;
    /** The client's wrapper of what it is to send: other calls in this thread are none of ours. */
    private @Nullable HttpRequest exchange;

    private @Nullable Object director;
    /** From the second exchange on, something of the call has reached a server, whatever fails next. */
    private boolean followed;
    /** The client has begun to write the request. */
    private boolean begun;

    BlockingAttempt(BlockingExecute call, CallSession session) {
        this.call = call;
        this.session = session;
        this.settings = OwnSettings.of(call.client, call.request, call.context);
        this.startNanos = nanoTime();
        long ownNanos = settings.responseNanos();
        this.limitNanos = session.limitAttempt(ownNanos);
        long responseNanos = session.responseLimitNanos(ownNanos);
        this.headLimitNanos = responseNanos < ownNanos ? responseNanos : limitNanos;
        long connectNanos = session.connectLimitNanos(settings.connectNanos());
        this.config = settings.configWith(call.context, connectNanos);
        boolean limited = connectNanos != settings.connectNanos() || limitNanos != NONE || headLimitNanos != NONE;
        this.request = limited || Requests.needsOurs(session, call.guard)
                ? AttemptRequest.of(call.request, this, call.entity(), config, settings.paramsWith(connectNanos))
                : call.request;
    }

    @Override
    public CloseableHttpResponse send() throws Throwable {
        Timer.Handle headLimit = limitHead();
        CloseableHttpResponse response;
        try {
            response = sendAsCurrent();
        } catch (IOException failure) {
            throw phase.compareAndSet(Phase.UNDER_WAY, Phase.OVER) ? failure : timedOut();
        } finally {
            endHead(headLimit);
        }
        if (!phase.compareAndSet(Phase.UNDER_WAY, Phase.OVER)) {
            letGo(response);
            throw timedOut();
        }
        return limited(response);
    }

    private CloseableHttpResponse sendAsCurrent() throws Throwable {
        BlockingAttempt outer = CurrentAttempt.begin(this);
        AttemptRequest.OWN_CALL.begin();
        try {
            return call.send(request);
        } finally {
            AttemptRequest.OWN_CALL.end();
            CurrentAttempt.end(outer);
        }
    }

    private Timer.@Nullable Handle limitHead() {
        if (headLimitNanos == NONE) {
            return null;
        }
        try {
            return timer().schedule(headLimitNanos - (nanoTime() - startNanos), this::cut);
        } catch (Throwable bug) {
            session.failOpen("limitHead", bug);
            return null;
        }
    }

    private void endHead(Timer.@Nullable Handle headLimit) {
        if (headLimit != null) {
            headLimit.cancel();
        }
        settings.restore(call.context, config);
    }

    private void cut() {
        if (phase.compareAndSet(Phase.UNDER_WAY, Phase.CUT)) {
            Elsewhere.run(this::cancelRunning);
        }
    }

    void cancelRunning() {
        Cancellable current = running;
        if (current != null) {
            current.cancel();
        }
    }

    /** What the client says of a server that is silent, or of its own pool if it was still waiting for that. */
    private IOException timedOut() {
        return leased
                ? new SocketTimeoutException("Read timed out")
                : new ConnectionPoolTimeoutException("Timeout waiting for connection from pool");
    }

    @Override
    public void runs(Cancellable what, boolean isLeased) {
        running = what;
        leased = isLeased;
        Cancellables.endsWith(call.request, what);
        if (phase.get() == Phase.CUT) {
            what.cancel();
        }
    }

    @Override
    public boolean isAborted() {
        return phase.get() == Phase.CUT || Cancellables.isAborted(call.request);
    }

    @Override
    public void abort() {
        Cancellables.abort(call.request);
        cancelRunning();
    }

    BlockingExecute call() {
        return call;
    }

    HttpRequest request() {
        return request;
    }

    /**
     * True if the client carries the attempt's request as this one of what it can cancel: there it is the application's
     * own, if that is what it was given.
     */
    boolean sends(@Nullable Object cancellable) {
        return request == call.request
                && (cancellable == null ? !(request instanceof HttpExecutionAware) : cancellable == request);
    }

    /** The old-style client works through this object on our attempt. */
    void isDirectedBy(Object requestDirector) {
        director = requestDirector;
    }

    boolean isOf(Object requestDirector) {
        return director == requestDirector;
    }

    /**
     * The client begins an exchange: the first, one after a redirect, or a repetition of its own.
     *
     * @throws IOException if it goes to another destination, and must not
     */
    void onExchange(HttpHost target, HttpRequest sent) throws IOException {
        if (isOver()) {
            return;
        }
        Rejection rejection = null;
        try {
            exchangesAreSeen = true;
            HttpHost previous = hop;
            hop = target;
            exchange = sent == call.request ? null : sent;
            followed = previous != null;
            if (previous != null && !previous.equals(target)) {
                String method = sent.getRequestLine().getMethod();
                Guard guard = Requests.guardFor(call.engine, method, target, Requests.pathOf(sent));
                rejection = session.redirected(guard);
            }
        } catch (Throwable bug) {
            session.failOpen("onExchange", bug);
        }
        if (rejection != null) {
            throw BlockingExecute.rejected(rejection);
        }
    }

    /** The client writes the request, if it has not begun before: the last moment to write on it. */
    void begins(HttpRequest sent) {
        begun = true;
        if (sent == exchange && !isOver()) {
            AttemptHeaders.write(session, new ExchangeHeaders(sent));
        }
    }

    /** What a cache of the client renews later, with the request that it kept, is no affair of the call any more. */
    private boolean isOver() {
        return phase.get() == Phase.OVER;
    }

    /** True if the client must not repeat, by itself, what failed in this way. */
    boolean forbidsRepetition(IOException failure) {
        try {
            return isAborted() || ApacheFailures.isRefusal(failure) || (!isOver() && session.drives(classify(failure)));
        } catch (Throwable bug) {
            session.failOpen("forbidsRepetition", bug);
            return false;
        }
    }

    /** True if the client must not repeat, by itself, what was answered in this way. */
    boolean forbidsRepetition(HttpResponse answer) {
        try {
            return !isOver() && session.drives(outcomeOf(answer));
        } catch (Throwable bug) {
            session.failOpen("forbidsRepetition", bug);
            return false;
        }
    }

    @Override
    public Outcome classify(@Nullable CloseableHttpResponse response, @Nullable Throwable failure) {
        if (response != null) {
            return hop == null && exchangesAreSeen ? Outcome.IGNORED : answered(response);
        }
        if (failure == null || Cancellables.isAborted(call.request)) {
            return Outcome.IGNORED;
        }
        boolean neverLeft = failure instanceof RuntimeException && !leased && !followed && !begun;
        return neverLeft ? Outcome.NOT_STARTED : classify(failure);
    }

    private Outcome answered(CloseableHttpResponse response) {
        Outcome outcome = outcomeOf(response);
        if (session.willRetry(outcome)) {
            HeldAnswer held = new HeldAnswer(response, this::cancelRunning, timer());
            call.holdBack(held);
            held.takeIn();
        }
        return outcome;
    }

    private Outcome classify(Throwable failure) {
        if (phase.get() == Phase.CUT && failure instanceof ConnectionPoolTimeoutException) {
            return Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);
        }
        return ApacheFailures.ofFailure(failure, followed || begun);
    }

    private Outcome outcomeOf(HttpResponse response) {
        return ApacheFailures.ofAnswer(
                response, call.engine.surroundings().time().epochMillis());
    }

    private void letGo(CloseableHttpResponse response) {
        cancelRunning();
        try {
            response.close();
        } catch (IOException alreadyGone) {
            // The connection was cut off.
        }
    }

    /** The answer under what is left of our limits. */
    private CloseableHttpResponse limited(CloseableHttpResponse response) {
        try {
            HttpEntity entity = response.getEntity();
            if (entity == null || !entity.isStreaming()) {
                return response;
            }
            long restNanos = Streaming.restNanos(
                    session,
                    ApacheFailures.firstHeader(response, "Content-Type"),
                    limitNanos == NONE ? NONE : Math.max(1, limitNanos - (nanoTime() - startNanos)));
            long idleNanos = session.idleLimitNanos();
            if (restNanos == NONE && idleNanos == NONE) {
                return response;
            }
            BodyLimit limit = new BodyLimit(
                    restNanos,
                    idleNanos,
                    timer(),
                    call.engine.surroundings().time(),
                    () -> Elsewhere.run(this::cutIdle),
                    () -> Elsewhere.run(this::cutBody));
            response.setEntity(new LimitedEntity(entity, limit));
            limit.begin();
            return new LimitedResponse(response, limit);
        } catch (Throwable bug) {
            session.failOpen("limited", bug);
            return response;
        }
    }

    private void cutIdle() {
        cancelRunning();
        session.onIdleTimeout();
    }

    private void cutBody() {
        cancelRunning();
        session.onBodyTimeout();
    }

    private Timer timer() {
        return call.engine.surroundings().timer();
    }

    private long nanoTime() {
        return call.engine.surroundings().time().nanoTime();
    }
}
