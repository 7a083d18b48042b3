package io.breakwater.instrumentation.apachehttp5;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.AttemptGate;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.http.AttemptHeaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of an asynchronous call. It is the client's callback, and as the scope's dependency the mark by which our
 * join points know it.
 *
 * <p>It has a runtime of its own, so that what the client still does for an attempt that is over (a connection that comes
 * too late, an end that 5.3 never reports) does not reach the next one.
 *
 * <p>Thread-safety: thread-safe; whoever closes the gate ends the attempt, and the rest is ignored.
 */
final class AsyncAttempt implements AsyncCall.Attempt<AsyncAnswer>, AsyncExecCallback, CancellableDependency {
    private final AsyncExchange exchange;
    private final CallSession session;
    private final AttemptLimits limits;
    private final Hops hops;
    private final AsyncExecRuntime runtime;
    private final AsyncExecChain.Scope scope;
    private final @Nullable RequestConfig ownConfig;
    private final AttemptGate gate = new AttemptGate();
    private final CompletableFuture<AsyncAnswer> end = new CompletableFuture<>();
    private final AtomicReference<@Nullable Cancellable> underWay = new AtomicReference<>();
    private final AtomicReference<Timer.@Nullable Handle> timer = new AtomicReference<>();
    /** The application has its answer, and the client's callback is still to be told. */
    private final AtomicBoolean given = new AtomicBoolean();

    private volatile boolean answered;
    private volatile @Nullable HttpResponse response;
    private volatile @Nullable HeldAnswer held;
    private volatile @Nullable LimitedConsumer limited;
    private volatile @Nullable ConnectLimit connectLimit;

    AsyncAttempt(AsyncExchange exchange, CallSession session) throws ReflectiveOperationException {
        this.exchange = exchange;
        this.session = session;
        this.limits = new AttemptLimits(session, exchange.ownTimeouts(), nanoTime());
        this.hops = new Hops(exchange.engine, session);
        this.ownConfig = exchange.scope().clientContext.getRequestConfig();
        this.runtime = exchange.scope().execRuntime.fork();
        this.scope = AsyncChain.scope(exchange.scope(), this, runtime);
    }

    @Override
    public CompletableFuture<AsyncAnswer> send() {
        begin();
        try {
            exchange.execute(scope, this, session.attempt() > 1);
        } catch (HttpException | IOException failure) {
            failed(failure);
        } catch (RuntimeException | Error refused) {
            gate.close();
            letGo();
            throw refused;
        }
        return end;
    }

    private void begin() {
        try {
            if (limits.limitsConnecting()) {
                Timeout timeout = limits.connectTimeout();
                scope.clientContext.setRequestConfig(AttemptLimits.limited(ownConfig, timeout));
                ConnectLimit connecting =
                        new ConnectLimit(exchange.engine.surroundings().timer(), timeout);
                connectLimit = connecting;
                connecting.begin();
            }
            limit(limits.headNanos(nanoTime()), this::expire);
        } catch (Throwable bug) {
            session.failOpen("limitHead", bug);
        }
    }

    /** Replaces the attempt's timer. */
    private void limit(long nanos, Runnable onExpiry) {
        Timer.Handle next = nanos == NONE
                ? null
                : exchange.engine.surroundings().timer().schedule(nanos, () -> Elsewhere.run(onExpiry));
        replace(next);
        if (next != null && gate.isClosed()) {
            replace(null); // it ended meanwhile, and found none
        }
    }

    private void replace(Timer.@Nullable Handle next) {
        Timer.Handle previous = timer.getAndSet(next);
        if (previous != null) {
            previous.cancel();
        }
    }

    /**
     * The client enters the next element of its chain. False if the attempt was cut off, and must not go on; after an
     * attempt that has ended by itself, a cache may still look after what it gave out.
     */
    boolean goesOn(AsyncExecCallback callback) {
        if (!gate.isCut()) {
            return true;
        }
        runtime.discardEndpoint();
        callback.failed(new InterruptedIOException());
        return false;
    }

    /** The client is about to send a request to a server. */
    void onHop(AsyncExecChain.Scope hop, HttpRequest sent) throws IOException {
        if (!gate.enter()) {
            return;
        }
        Rejection rejection = null;
        try {
            rejection = hops.next(hop.route.getTargetHost(), sent);
        } catch (Throwable bug) {
            session.failOpen("onHop", bug);
        } finally {
            gate.leave();
        }
        if (rejection != null) {
            throw Rejections.exception(rejection);
        }
    }

    /** The client is connected, and begins to send the request: the last moment to write on it. */
    void onRequest(HttpRequest request) {
        hops.onRequest();
        exchange.onRequest();
        if (!exchange.isApplications(request) && gate.enter()) {
            try {
                AttemptHeaders.write(session, new ExchangeHeaders(request));
            } finally {
                gate.leave();
            }
        }
    }

    @Override
    public @Nullable AsyncDataConsumer handleResponse(HttpResponse answer, @Nullable EntityDetails details)
            throws HttpException, IOException {
        if (!gate.enter()) {
            return null;
        }
        HeldAnswer holding = null;
        try {
            limit(NONE, () -> {});
            endConnectLimit();
            response = answer;
            if (hops.begun() && session.willRetry(outcomeOf(answer))) {
                holding = new HeldAnswer(answer, details, this::giveUpHeld);
                held = holding;
                limit(HeldEntity.MAX_NANOS, this::giveUpHeld);
            }
        } catch (Throwable bug) {
            session.failOpen("received", bug);
        } finally {
            answered = holding == null;
            gate.leave();
        }
        if (holding != null) {
            return details == null ? null : holding;
        }
        if (details == null) {
            give();
        }
        return limited(answer, exchange.callback().handleResponse(answer, details));
    }

    private @Nullable AsyncDataConsumer limited(HttpResponse answer, @Nullable AsyncDataConsumer consumer) {
        if (consumer == null) {
            return null;
        }
        try {
            LimitedConsumer under = new LimitedConsumer(
                    consumer,
                    limits.bodyNanos(answer, nanoTime()),
                    limits.idleNanos(),
                    exchange.engine.surroundings(),
                    this::give,
                    session::onIdleTimeout,
                    this::expire);
            limited = under;
            if (gate.isClosed()) {
                under.endLimits(); // it was cut off meanwhile, and found none
            }
            return under;
        } catch (Throwable bug) {
            session.failOpen("limitBody", bug);
            return consumer;
        }
    }

    /**
     * The application is about to get the end of its answer, and may make its next call at once: for us the attempt is
     * over now, although the client has yet to say so.
     */
    private void give() {
        if (gate.close()) {
            letGo();
            given.set(true);
            end.complete(new AsyncAnswer(response, null));
        }
    }

    @Override
    public void handleInformationResponse(HttpResponse information) throws HttpException, IOException {
        if (!gate.isClosed()) {
            exchange.callback().handleInformationResponse(information);
        }
    }

    @Override
    public void completed() {
        if (held == null) {
            give();
        }
        if (given.compareAndSet(true, false)) {
            runtime.releaseEndpoint();
            exchange.callback().completed();
        } else if (gate.close()) {
            letGo();
            try {
                runtime.releaseEndpoint();
            } finally {
                end.complete(new AsyncAnswer(response, held));
            }
        }
    }

    @Override
    public void failed(Exception failure) {
        if (given.compareAndSet(true, false)) {
            runtime.discardEndpoint();
            exchange.callback().failed(failure);
        } else if (gate.close()) {
            letGo();
            try {
                runtime.discardEndpoint();
            } finally {
                end.completeExceptionally(failure);
            }
        }
    }

    /** Time is up. The client's reactor would notice a second later. */
    private void expire() {
        if (cutOff()) {
            end.completeExceptionally(new SocketTimeoutException("Read timed out"));
        }
    }

    /**
     * The body of an answer that is held takes too long, or too much room. The latter ends it in the reactor's own thread:
     * before HttpCore 5.0.3 a connection that another one closes while data come in can end the whole reactor.
     */
    private void giveUpHeld() {
        if (cutOff()) {
            end.complete(new AsyncAnswer(response, held));
        }
    }

    @Override
    public void abort() {
        cutOff();
    }

    /** Ends the attempt on the wire, if it is not over. */
    private boolean cutOff() {
        if (!gate.cut()) {
            return false;
        }
        letGo();
        try {
            Cancellable current = underWay.get();
            if (current != null) {
                current.cancel();
            }
        } finally {
            runtime.discardEndpoint();
        }
        return true;
    }

    private void letGo() {
        limit(NONE, () -> {});
        endConnectLimit();
        LimitedConsumer body = limited;
        if (body != null) {
            body.endLimits();
        }
        if (limits.limitsConnecting()) {
            scope.clientContext.setRequestConfig(ownConfig);
        }
    }

    private void endConnectLimit() {
        ConnectLimit connecting = connectLimit;
        if (connecting != null) {
            connecting.end();
        }
    }

    @Override
    public void setDependency(Cancellable cancellable) {
        underWay.set(cancellable);
        if (gate.isCut()) {
            cancellable.cancel();
            runtime.discardEndpoint();
        }
    }

    @Override
    public boolean isCancelled() {
        return gate.isCut() || exchange.scope().cancellableDependency.isCancelled();
    }

    @Override
    public boolean cancel() {
        return exchange.scope().cancellableDependency.cancel();
    }

    boolean gaveAnswer() {
        return answered;
    }

    /** True if repeating after this answer is ours to decide, and not the client's. */
    boolean drives(HttpResponse answer) {
        return gate.isClosed() ? gate.isCut() : session.drives(hops.seen(outcomeOf(answer)));
    }

    /** True if repeating after this failure is ours to decide, and not the client's. */
    boolean drives(Exception failure) {
        if (gate.isClosed() || isCancelled()) {
            return isCancelled();
        }
        return session.drives(hops.seen(Outcomes.ofFailure(failure)));
    }

    @Override
    public Outcome classify(@Nullable AsyncAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            HttpResponse given = answer.response();
            return given == null || !hops.begun() ? Outcome.IGNORED : outcomeOf(given);
        }
        if (failure == null || exchange.scope().cancellableDependency.isCancelled()) {
            return Outcome.IGNORED;
        }
        if (gate.isCut()) {
            return Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);
        }
        return answered && !Outcomes.isTransport(failure) ? Outcome.IGNORED : hops.seen(Outcomes.ofFailure(failure));
    }

    private Outcome outcomeOf(HttpResponse answer) {
        return Outcomes.ofAnswer(answer, exchange.engine.surroundings().time().epochMillis());
    }

    private long nanoTime() {
        return exchange.engine.surroundings().time().nanoTime();
    }
}
