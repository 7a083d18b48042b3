package io.breakwater.instrumentation.jdkhttp;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.AttemptGate;
import io.breakwater.extension.http.RetryAfter;
import io.breakwater.extension.http.Streaming;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: the limits it goes under, and what becomes of its answer.
 *
 * <p>Our limits run on a timer of our own, and the request's timeout stays as the application has it. The client's timer
 * would end at the head of the answer until Java 26, begin anew at each redirect from Java 21 on, and before that outlive
 * the redirect and then cut off whichever call has the connection.
 *
 * <p>Thread-safety: thread-safe where the client's threads and the application's meet; the fields are volatile.
 *
 * @param <T> the body's type
 */
final class JdkAttempt<T> {
    /** True once the client has told us of an exchange: from then on, an attempt without one has not begun. */
    private static volatile boolean startsAreSeen;

    /** How long a later attempt may wait for the executor of the application. */
    private static final long START_NANOS = 5_000_000_000L;

    private final JdkCall<T> call;
    private final CallSession session;
    private final AttemptHandler<T> handler;
    private final BodyHandler<T> mark;
    private final long startNanos;
    private final long limitNanos;
    private final long headLimitNanos;
    private final AttemptGate gate = new AttemptGate();
    private volatile @Nullable Object exchange;
    private volatile @Nullable URI hop;
    /** Whichever comes first, the head of the answer or its limit, settles what the other one may still do. */
    private final AtomicBoolean headSettled = new AtomicBoolean();

    private volatile boolean answered;
    private volatile boolean refused;
    /** From the second exchange on, something of the call has reached a server, whatever fails next. */
    private volatile boolean followed;

    /** What the exchanges had before anything of ours was written. */
    private volatile @Nullable HttpHeaders ownHeaders;

    private volatile @Nullable HeldBody<T> held;
    private volatile @Nullable HttpResponse<T> result;
    private volatile @Nullable LimitedBody<T> body;
    private volatile Timer.@Nullable Handle headTimer;
    private volatile Timer.@Nullable Handle startTimer;
    private final boolean earlierOneBegan;

    /** @param earlier the attempt of the same call before this one */
    JdkAttempt(JdkCall<T> call, CallSession session, @Nullable JdkAttempt<T> earlier) {
        this.call = call;
        this.session = session;
        this.earlierOneBegan = earlier != null && earlier.exchange != null;
        this.handler = new AttemptHandler<>(this, call.handler);
        this.mark = AttemptMark.on(handler);
        this.startNanos = nanoTime();
        long ownNanos = nanosOf(call.request.timeout().orElse(null));
        this.limitNanos = session.limitAttempt(ownNanos);
        long responseNanos = session.responseLimitNanos(ownNanos);
        this.headLimitNanos = responseNanos < ownNanos ? responseNanos : limitNanos;
    }

    CallSession session() {
        return session;
    }

    /** What the client is to be given: with the mark, by which we know the attempt again. */
    BodyHandler<T> handler() {
        return mark;
    }

    /** The application's request. Only for a client that does not tell us of its exchanges, one with our limit. */
    HttpRequest request() {
        return headLimitNanos == NONE || MultiExchanges.tellsOfExchanges()
                ? call.request
                : new TimedRequest(call.request, Duration.ofNanos(headLimitNanos));
    }

    /** How long the connection may take to be made, if that is less than what the client was told, else {@link TimeoutPolicy#NONE}. */
    long connectLimitNanos() {
        long ownNanos = nanosOf(call.client.connectTimeout().orElse(null));
        long nanos = session.connectLimitNanos(ownNanos);
        return nanos < ownNanos ? nanos : NONE;
    }

    private static long nanosOf(@Nullable Duration duration) {
        return duration == null || duration.compareTo(Duration.ofNanos(NONE)) > 0 ? NONE : duration.toNanos();
    }

    /**
     * The client begins an exchange: the first, one after a redirect, or one with credentials.
     *
     * @throws IOException if it goes to another destination, and must not
     */
    void onExchange(Object multiExchange, HttpRequest clientsOwn) throws IOException {
        URI uri = clientsOwn.uri();
        if (!gate.enter()) {
            throw new IOException("the call is over");
        }
        Rejection rejection = null;
        try {
            startsAreSeen = true;
            endStartLimit();
            URI previous = hop;
            exchange = multiExchange;
            hop = uri;
            followed = previous != null;
            if (previous == null) {
                limitHead();
            } else if (!sameOrigin(previous, uri)) {
                rejection = session.redirected(Requests.guardFor(call.engine, call.method(), uri));
            }
            if (rejection == null) {
                ownHeaders = ExchangeHeaders.write(session, clientsOwn, ownHeaders);
            }
        } catch (Throwable bug) {
            session.failOpen("onExchange", bug);
        } finally {
            gate.leave();
        }
        if (rejection != null) {
            throw (IOException) JdkCall.rejected(rejection);
        }
    }

    /**
     * True if the client must not repeat, by itself, what failed in this way.
     *
     * @param unprocessed true if the client knows that the peer did not process the request; the failure does not always
     *     say so, because the end of the request's body may be the first to fail
     */
    boolean forbidsRepetition(Throwable failure, boolean unprocessed) {
        refused = unprocessed;
        if (gate.isClosed() || JdkFailures.isRefusal(failure)) {
            return true;
        }
        FailureClass failureClass = classify(failure).failure();
        return session.drives(failureClass == null ? FailureClass.RESET : failureClass);
    }

    /**
     * The client begins an exchange in the application's executor, and its only thread may be the one that waits for this
     * very call: without us it would have had its answer by now. A later attempt that does not begin is given up, and the
     * call ends as the one before.
     */
    void limitStart(CompletableFuture<?> sent) {
        if (!earlierOneBegan || call.client.executor().isEmpty()) {
            return;
        }
        try {
            startTimer = timer().schedule(
                            Math.min(START_NANOS, headLimitNanos), () -> call.execute(() -> giveUpStart(sent)));
        } catch (Throwable bug) {
            session.failOpen("limitStart", bug);
        }
        if (exchange != null || gate.isClosed()) {
            endStartLimit(); // which began meanwhile, and found no timer
        }
    }

    private void giveUpStart(CompletableFuture<?> sent) {
        if (exchange != null) {
            return;
        }
        gate.close();
        if (exchange == null) {
            sent.completeExceptionally(timedOut());
        } else {
            cutExchange();
        }
    }

    private void endStartLimit() {
        Timer.Handle limit = startTimer;
        if (limit != null) {
            limit.cancel();
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getPort() == other.getPort()
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme());
    }

    /** Until the head of the answer, over all redirects. Ended as the client's own timer ends an exchange. */
    private void limitHead() {
        if (headLimitNanos != NONE) {
            headTimer = timer().schedule(headLimitNanos - (nanoTime() - startNanos), this::cutHead);
        }
    }

    private void cutHead() {
        if (headSettled.compareAndSet(false, true)) {
            cutExchange();
        }
    }

    private void cutExchange() {
        Object current = exchange;
        if (current != null) {
            MultiExchanges.cancel(current, timedOut());
        }
    }

    /** Ends the exchange on the wire, which before Java 16 cancelling the future does not. */
    void abort() {
        gate.close();
        Object current = exchange;
        if (current != null) {
            MultiExchanges.cancel(current, new IOException("the call was cancelled"));
        }
        letGo();
    }

    HttpTimeoutException timedOut() {
        return new HttpTimeoutException("request timed out");
    }

    boolean gaveAnswer() {
        return answered;
    }

    /** Takes the body in if the attempt will be repeated, or is over; null if the answer is the application's. */
    @Nullable
    BodySubscriber<T> holdBack(ResponseInfo info) {
        if (!gate.enter()) {
            return BodySubscribers.replacing(null);
        }
        try {
            endHeadLimit();
            if (session.willRetry(outcomeOf(info.statusCode(), info.headers()))) {
                HeldBody<T> holding = new HeldBody<>(info, timer(), call::execute);
                held = holding;
                call.holdBack(this);
                return holding.forClient(null);
            }
        } catch (Throwable bug) {
            session.failOpen("holdBack", bug);
        } finally {
            answered = held == null;
            gate.leave();
        }
        return null;
    }

    boolean endedWith(HttpResponse<T> response) {
        return result == response;
    }

    CompletableFuture<HttpResponse<T>> release(HttpResponse<T> response) {
        HeldBody<T> holding = held;
        return holding == null
                ? CompletableFuture.completedFuture(response)
                : holding.deliver(call.handler).thenApply(released -> new ReleasedResponse<>(response, released));
    }

    /** The application's subscriber, under what is left of our limits. */
    BodySubscriber<T> limit(ResponseInfo info, BodySubscriber<T> subscriber) {
        long restNanos = Streaming.restNanos(
                session,
                info.headers().firstValue("Content-Type").orElse(null),
                limitNanos == NONE ? NONE : Math.max(1, limitNanos - (nanoTime() - startNanos)));
        long idleNanos = session.idleLimitNanos();
        boolean cutAlready = !headSettled.compareAndSet(false, true);
        if (restNanos == NONE && idleNanos == NONE && !cutAlready) {
            return subscriber;
        }
        LimitedBody<T> limited = new LimitedBody<>(
                session,
                subscriber,
                cutAlready,
                restNanos,
                idleNanos,
                timer(),
                call.engine.surroundings().time(),
                call::execute);
        body = limited;
        limited.begin();
        return limited.forClient(subscriber);
    }

    /** The client's call has ended: our timer for the attempt goes, and we say how it was. */
    Outcome end(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
        gate.close();
        result = response;
        letGo();
        if (response != null) {
            return outcomeOf(response.statusCode(), response.headers());
        }
        if (failure == null) {
            return Outcome.IGNORED;
        }
        if (exchange == null && startsAreSeen) {
            return Outcome.NOT_STARTED;
        }
        return answered && !JdkFailures.isTransport(failure) ? Outcome.IGNORED : classify(failure);
    }

    private Outcome classify(Throwable failure) {
        Outcome outcome = refused && failure instanceof IOException
                ? Outcome.failed(FailureClass.REFUSED_STREAM)
                : JdkFailures.classify(failure);
        return followed && outcome.isNeverSent() ? Outcome.failed(FailureClass.RESET) : outcome;
    }

    private void letGo() {
        handler.forget();
        AttemptMark.erase(mark);
        LimitedBody<T> begun = body;
        if (begun != null) {
            begun.endAttempt();
        }
        endStartLimit();
        endHeadLimit();
    }

    private void endHeadLimit() {
        Timer.Handle limit = headTimer;
        if (limit != null) {
            limit.cancel();
        }
    }

    private Outcome outcomeOf(int status, HttpHeaders headers) {
        Outcome outcome = Outcome.ofStatus(status);
        if (status < 400) {
            return outcome;
        }
        long retryAfterNanos = RetryAfter.nanos(
                headers.firstValue("Retry-After").orElse(null),
                headers.firstValue("Date").orElse(null),
                call.engine.surroundings().time().epochMillis());
        return retryAfterNanos == Outcome.NO_RETRY_AFTER ? outcome : outcome.withRetryAfter(retryAfterNanos);
    }

    private Timer timer() {
        return call.engine.surroundings().timer();
    }

    private long nanoTime() {
        return call.engine.surroundings().time().nanoTime();
    }
}
