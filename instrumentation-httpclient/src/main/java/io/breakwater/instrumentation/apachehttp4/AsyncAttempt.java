package io.breakwater.instrumentation.apachehttp4;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.AttemptGate;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.http.AttemptHeaders;
import io.breakwater.extension.http.Streaming;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.http.ConnectionClosedException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.concurrent.Cancellable;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.conn.routing.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of an asynchronous call: the limits it goes under, and what becomes of its answer. All our limits run on our
 * own timer: the client's own is looked at once in a second.
 *
 * <p>Thread-safety: thread-safe where the reactor's threads, the timer and the application meet; the fields are volatile.
 *
 * @param <T> the result's type
 */
final class AsyncAttempt<T> implements AsyncCall.Attempt<AsyncAnswer<T>>, Execution, FutureCallback<T> {
    /** True once the client has told us of a route: from then on, an attempt without one sent nothing. */
    private static volatile boolean routesAreSeen;

    private final AsyncExecute<T> call;
    private final CallSession session;
    private final OwnSettings settings;
    private final HttpRequest request;
    private final @Nullable RequestConfig config;
    private final long startNanos;
    private final long limitNanos;
    private final long headLimitNanos;
    private final @Nullable ConnectLimit connectLimit;
    private final AttemptGate gate = new AttemptGate();
    private final CompletableFuture<AsyncAnswer<T>> end = new CompletableFuture<>();
    private volatile @Nullable Cancellable running;
    private volatile @Nullable HttpHost hop;
    private volatile boolean followed;
    private volatile boolean begun;
    private volatile @Nullable HttpResponse head;
    private volatile @Nullable HeldContent held;
    private volatile @Nullable BodyLimit bodyLimit;
    private volatile Timer.@Nullable Handle headTimer;
    private volatile Timer.@Nullable Handle heldTimer;
    private volatile @Nullable T result;
    private volatile boolean completed;
    private volatile boolean cancelled;
    private volatile @Nullable Exception failure;

    AsyncAttempt(AsyncExecute<T> call, CallSession session) {
        this.call = call;
        this.session = session;
        this.settings = OwnSettings.of(call.client, call.request, call.context);
        this.startNanos = nanoTime();
        long ownNanos = settings.responseNanos();
        this.limitNanos = session.limitAttempt(ownNanos);
        long responseNanos = session.responseLimitNanos(ownNanos);
        this.headLimitNanos = responseNanos < ownNanos ? responseNanos : limitNanos;
        long connectNanos = session.connectLimitNanos(settings.connectNanos());
        this.connectLimit = connectNanos < settings.connectNanos() && connectNanos < limitNanos
                ? new ConnectLimit(timer(), connectNanos)
                : null;
        this.config = settings.configWith(call.context, connectNanos);
        boolean limited = connectNanos != settings.connectNanos() || limitNanos != NONE || headLimitNanos != NONE;
        this.request = limited || Requests.needsOurs(session, call.guard)
                ? AttemptRequest.of(
                        call.request, this, Requests.entityOf(call.request), config, settings.paramsWith(connectNanos))
                : call.request;
    }

    @Override
    public CompletableFuture<AsyncAnswer<T>> send() {
        call.send(new AttemptProducer(this, call.producer, request), new AttemptConsumer<>(this, call.consumer), this);
        limitHead();
        return end;
    }

    private void limitHead() {
        if (headLimitNanos == NONE || end.isDone() || head != null) {
            return;
        }
        try {
            headTimer = timer().schedule(headLimitNanos - (nanoTime() - startNanos), this::cutHead);
            if (end.isDone() || head != null) {
                endHeadLimit(); // which came first, and found no timer
            }
        } catch (Throwable bug) {
            session.failOpen("limitHead", bug);
        }
    }

    private void endHeadLimit() {
        end(headTimer);
    }

    private void endConnectLimit() {
        if (connectLimit != null) {
            connectLimit.end();
        }
    }

    private static void end(Timer.@Nullable Handle limit) {
        if (limit != null) {
            limit.cancel();
        }
    }

    private void cutHead() {
        if (head == null) {
            Elsewhere.run(this::timeOut);
        }
    }

    /**
     * As a read timeout of the client itself, which the exchange fails with. But it ends as cancelled: only so does the
     * client also give up the connection that it may be waiting for.
     */
    private void timeOut() {
        Cancellable current = running;
        if (current != null) {
            failed(new SocketTimeoutException("Read timed out"));
            current.cancel();
        }
    }

    private void timeOutIdle() {
        session.onIdleTimeout();
        timeOut();
    }

    private void cancelRunning() {
        Cancellable current = running;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void runs(Cancellable what, boolean leased) {
        running = what;
    }

    @Override
    public boolean isAborted() {
        return gate.isClosed();
    }

    /** Who finds the attempt's request and aborts it means the call. */
    @Override
    public void abort() {
        gate.close();
        cancelRunning();
        letGo();
    }

    /**
     * The client takes a route: at first, or after a redirect.
     *
     * @param exchange what ends it
     * @throws IOException if it goes to another destination, and must not
     */
    void onRoute(HttpRoute route, Cancellable exchange) throws IOException {
        if (!gate.enter()) {
            return;
        }
        HttpHost target = route.getTargetHost();
        Rejection rejection = null;
        try {
            routesAreSeen = true;
            running = exchange;
            HttpHost previous = hop;
            hop = target;
            followed = previous != null;
            if (previous != null && !previous.equals(target)) {
                Guard guard = Requests.guardFor(call.engine, call.method(), target, "/");
                rejection = session.redirected(guard);
            }
            if (connectLimit != null) {
                connectLimit.onRoute(route);
            }
        } catch (Throwable bug) {
            session.failOpen("onRoute", bug);
        } finally {
            gate.leave();
        }
        if (rejection != null) {
            throw BlockingExecute.rejected(rejection);
        }
    }

    /** The client writes the head of the request, if it has not begun before: the last moment to write on it. */
    void begins(HttpRequest sent) {
        begun = true;
        if (sent != call.request && gate.enter()) {
            try {
                AttemptHeaders.write(session, new ExchangeHeaders(sent));
            } finally {
                gate.leave();
            }
        }
    }

    void sendsBody() {
        begun = true;
        call.sendsBody();
    }

    /** True if the application's consumer may have the answer. */
    boolean shows() {
        return !gate.isClosed();
    }

    /** Why the attempt ends, or null as long as it does not, or if it simply was cancelled. */
    @Nullable
    Exception failure() {
        return failure;
    }

    @Nullable
    BodyLimit bodyLimit() {
        return bodyLimit;
    }

    /** Where the body goes if the attempt will be repeated; null if the answer is the application's. */
    @Nullable
    HeldContent holdBack(HttpResponse response) {
        if (!gate.enter()) {
            return null;
        }
        HeldContent holding = null;
        try {
            head = response;
            endHeadLimit();
            endConnectLimit();
            if (session.willRetry(outcomeOf(response))) {
                holding = new HeldContent(call.later);
                held = holding;
                heldTimer = timer().schedule(HeldAnswer.MAX_NANOS, () -> Elsewhere.run(this::cancelRunning));
            } else {
                limitBody(response);
            }
        } catch (Throwable bug) {
            session.failOpen("holdBack", bug);
        } finally {
            if (holding == null) {
                call.isGiven();
            }
            gate.leave();
        }
        return holding;
    }

    private void limitBody(HttpResponse response) {
        long restNanos = Streaming.restNanos(
                session,
                ApacheFailures.firstHeader(response, "Content-Type"),
                limitNanos == NONE ? NONE : Math.max(1, limitNanos - (nanoTime() - startNanos)));
        long idleNanos = session.idleLimitNanos();
        if (restNanos != NONE || idleNanos != NONE) {
            BodyLimit limit = new BodyLimit(
                    restNanos,
                    idleNanos,
                    timer(),
                    call.engine.surroundings().time(),
                    () -> Elsewhere.run(this::timeOutIdle),
                    () -> Elsewhere.run(this::timeOut));
            bodyLimit = limit;
            limit.begin();
            limit.waits();
        }
    }

    @Override
    public void completed(@Nullable T value) {
        result = value;
        completed = true;
    }

    @Override
    public void failed(Exception reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    @Override
    public void cancelled() {
        cancelled = true;
    }

    /** The client has done with the attempt; its connection is back in the pool, or closed. */
    void closed() {
        letGo();
        settings.restore(call.context, config);
        Exception reason = failure;
        if (held != null) {
            end.complete(new AsyncAnswer<>(null, head, held));
        } else if (completed) {
            end.complete(new AsyncAnswer<>(result, head, null));
        } else if (reason != null) {
            end.completeExceptionally(reason);
        } else if (cancelled) {
            call.isCancelled();
            end.cancel(false);
        } else {
            end.completeExceptionally(new ConnectionClosedException("Connection closed"));
        }
    }

    private void letGo() {
        endHeadLimit();
        endConnectLimit();
        end(heldTimer);
        BodyLimit limit = bodyLimit;
        if (limit != null) {
            limit.end();
        }
    }

    @Override
    public Outcome classify(@Nullable AsyncAnswer<T> answer, @Nullable Throwable thrown) {
        gate.close();
        if (thrown == null) {
            HttpResponse response = head;
            return response == null ? Outcome.IGNORED : outcomeOf(response);
        }
        boolean sent = begun || followed;
        if (!sent && ((hop == null && routesAreSeen) || thrown instanceof IllegalStateException)) {
            return Outcome.NOT_STARTED;
        }
        if (thrown instanceof CancellationException) {
            return Outcome.IGNORED;
        }
        Outcome outcome = ApacheFailures.ofFailure(thrown, sent);
        if (head != null && outcome.failure() == null) {
            return Outcome.IGNORED;
        }
        return outcome;
    }

    private Outcome outcomeOf(HttpResponse response) {
        return ApacheFailures.ofAnswer(
                response, call.engine.surroundings().time().epochMillis());
    }

    private Timer timer() {
        return call.engine.surroundings().timer();
    }

    private long nanoTime() {
        return call.engine.surroundings().time().nanoTime();
    }
}
