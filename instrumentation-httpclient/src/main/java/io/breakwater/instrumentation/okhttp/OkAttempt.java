package io.breakwater.instrumentation.okhttp;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.extension.http.AttemptHeaders;
import io.breakwater.extension.http.HttpOutcomes;
import io.breakwater.extension.http.Streaming;
import java.io.IOException;
import java.net.SocketTimeoutException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, with all the redirects in it: the limits it goes under, how far it came, and what became of it.
 *
 * <p>Thread-safety: confined to the calling thread, but for {@link #abort}, which the timer runs.
 */
final class OkAttempt implements BlockingCall.Attempt<Response> {
    /** What the client sets where the application sets nothing, for connecting as for reading. */
    private static final int CLIENTS_OWN_MILLIS = 10_000;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final OkCall call;
    private final CallSession session;
    private final Interceptor.Chain chain;
    private final long limitNanos;
    private final long responseNanos;
    private final AttemptLimit limit;
    private long startNanos;
    private @Nullable HttpUrl hop;
    private boolean hopBegun;
    private boolean begun;
    private boolean uploading;
    private boolean cutOff;
    private volatile @Nullable Object exchange;

    OkAttempt(OkCall call, CallSession session) {
        this.call = call;
        this.session = session;
        this.startNanos = nanoTime();
        long ownNanos = ownNanos(call.chain.readTimeoutMillis());
        this.limitNanos = session.limitAttempt(ownNanos);
        long nanos = session.responseLimitNanos(ownNanos);
        this.responseNanos = nanos < Math.min(ownNanos, limitNanos) ? nanos : NONE;
        this.chain = withConnectLimit(call.chain);
        this.limit = new AttemptLimit(call.engine.surroundings().timer(), this::abort);
    }

    /** What the application itself set, or {@link io.breakwater.engine.policy.TimeoutPolicy#NONE}. */
    private static long ownNanos(int millis) {
        return millis == 0 || millis == CLIENTS_OWN_MILLIS ? NONE : millis * NANOS_PER_MILLI;
    }

    private Interceptor.Chain withConnectLimit(Interceptor.Chain given) {
        int givenMillis = given.connectTimeoutMillis();
        long nanos = session.connectLimitNanos(ownNanos(givenMillis));
        if (nanos == NONE || (givenMillis != 0 && nanos >= givenMillis * NANOS_PER_MILLI)) {
            return given;
        }
        long millis = (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        return given.withConnectTimeout((int) Math.min(Integer.MAX_VALUE, millis), MILLISECONDS);
    }

    @Override
    public Response send() throws IOException {
        begin();
        Response response = null;
        IOException failure = null;
        try {
            response = Nesting.intercept(call.interceptor, chain, this, null);
        } catch (IOException clientsOwn) {
            failure = clientsOwn;
        } finally {
            cutOff = limit.end();
        }
        if (cutOff && !call.call().isCanceled()) {
            if (response != null) {
                response.close();
            }
            throw timedOut(failure);
        }
        if (failure != null) {
            throw failure;
        }
        return requireNonNull(response, "response");
    }

    private void begin() {
        call.letGoOfAnswer();
        try {
            startNanos = nanoTime();
            limit.begin(limitNanos, responseNanos);
        } catch (Throwable bug) {
            session.failOpen("begin", bug);
        }
    }

    private static SocketTimeoutException timedOut(@Nullable IOException cause) {
        SocketTimeoutException timedOut = new SocketTimeoutException("timeout");
        if (cause != null) {
            timedOut.initCause(cause);
        }
        return timedOut;
    }

    private void abort() {
        try {
            Object current = exchange;
            if (current != null) {
                ClientParts.cancelExchange(current);
            } else {
                ClientParts.cancelConnecting(call.chain);
            }
        } catch (Throwable bug) {
            call.engine.failedOpen("abort", bug);
        }
    }

    /**
     * The client needs a connection: for the first time, after a redirect, or with credentials.
     *
     * @return what it is to fail with, or null
     */
    @Nullable
    IOException onConnect(HttpUrl url) {
        if (limit.isExpired()) {
            return timedOut(null);
        }
        HttpUrl previous = hop;
        hop = url;
        hopBegun = false;
        exchange = null;
        if (previous == null || Requests.sameOrigin(previous, url)) {
            return null;
        }
        Rejection rejection = session.redirected(Requests.guardFor(call.engine, call.method(), url));
        return rejection == null ? null : OkCall.rejected(rejection);
    }

    /** The request goes out from here on. */
    void onExchange(@Nullable Object started) {
        hopBegun = true;
        begun = true;
        exchange = started;
    }

    /** The request as it goes out now. */
    Request written(Request request) {
        ExchangeHeaders headers = new ExchangeHeaders(request);
        AttemptHeaders.write(session, headers);
        return headers.request();
    }

    boolean isIn(Object other) {
        return exchange == other;
    }

    /** How long a body takes to send says nothing of the server. */
    void onUpload() {
        uploading = true;
        limit.stopResponse();
    }

    void onSent() {
        if (uploading) {
            uploading = false;
            limit.startResponse(responseNanos);
        }
    }

    /** True if anything of the request may have gone out. */
    boolean hasBegun() {
        return begun;
    }

    /** True if the client must not go on by itself after this failure. */
    boolean forbidsRecovery(IOException failure) {
        if (limit.isExpired()) {
            return true;
        }
        if (!hopBegun) {
            return false; // on to another address of the host, if there is one
        }
        Outcome outcome = OkFailures.classify(failure, true);
        return session.drives(outcome.failure() == null ? Outcome.failed(FailureClass.RESET) : outcome);
    }

    /** True if the client must not repeat the request by itself after this answer. */
    boolean forbidsRepetition(Response response) {
        return session.drives(outcomeOf(response));
    }

    @Override
    public Outcome classify(@Nullable Response response, @Nullable Throwable failure) {
        if (response != null) {
            return answered(response);
        }
        if (failure == null) {
            return Outcome.IGNORED;
        }
        if (call.call().isCanceled()) {
            return call.hasTimedOut() ? Outcome.failed(FailureClass.ATTEMPT_TIMEOUT) : Outcome.IGNORED;
        }
        return cutOff ? Outcome.failed(FailureClass.ATTEMPT_TIMEOUT) : OkFailures.classify(failure, begun);
    }

    private Outcome answered(Response response) {
        if (Answers.isFromCache(response)) {
            return Outcome.IGNORED;
        }
        Outcome outcome = outcomeOf(response);
        long restNanos = Streaming.restNanos(
                session,
                response.header("Content-Type"),
                limitNanos == NONE ? NONE : Math.max(1, limitNanos - (nanoTime() - startNanos)));
        if (session.willRetry(outcome)) {
            call.hold(response, restNanos);
        } else {
            Answers.limit(response, restNanos, session.idleLimitNanos());
        }
        return outcome;
    }

    private Outcome outcomeOf(Response response) {
        return HttpOutcomes.ofAnswer(
                response.code(),
                response::header,
                call.engine.surroundings().time().epochMillis());
    }

    private long nanoTime() {
        return call.engine.surroundings().time().nanoTime();
    }
}
