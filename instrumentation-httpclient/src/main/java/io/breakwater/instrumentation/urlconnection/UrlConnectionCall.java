package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.Stage;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.extension.http.BulkheadFullException;
import io.breakwater.extension.http.CallNotPermittedException;
import io.breakwater.extension.http.DeadlineExceededException;
import io.breakwater.extension.http.HttpGuards;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URL;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What asking for the answer and connecting ahead of it have in common.
 *
 * <p>Thread-safety: confined to the application's thread, but for the cancellation.
 *
 * @param <R> what the method returns
 */
abstract class UrlConnectionCall<R> implements BlockingCall<R> {
    final Engine engine;
    final Guard guard;
    final Insides insides;
    final HttpURLConnection connection;
    private final String method;
    private @Nullable RequestSnapshot request;
    private @Nullable Exception ours;
    private volatile @Nullable UrlConnectionAttempt<R> attempt;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable wake;

    UrlConnectionCall(Engine engine, Guard guard, Insides insides, HttpURLConnection connection) {
        this.engine = engine;
        this.guard = guard;
        this.insides = insides;
        this.connection = connection;
        this.method = connection.getRequestMethod().toUpperCase(Locale.ROOT);
    }

    /** The guard of what the connection is about to ask for, or null. */
    static @Nullable Guard guardOf(Engine engine, HttpURLConnection connection) {
        return guardOf(engine, connection, connection.getURL());
    }

    static @Nullable Guard guardOf(Engine engine, HttpURLConnection connection, URL url) {
        String protocol = url.getProtocol();
        // The JDK's connection also fetches ftp, through a proxy.
        return "http".equalsIgnoreCase(protocol) || "https".equalsIgnoreCase(protocol)
                ? HttpGuards.guardFor(
                        engine, connection.getRequestMethod(), protocol, url.getHost(), url.getPort(), url.getPath())
                : null;
    }

    /** Makes the call. The caller has found that none is under way on this connection. */
    final @Nullable R run() throws Throwable {
        if (!RunningCalls.begin(this)) {
            return plain();
        }
        try {
            R result = BlockingRunner.run(guard, this);
            return handOver(result);
        } catch (Throwable thrown) {
            conclude(thrown);
            throw thrown;
        } finally {
            RunningCalls.end(this);
            WrittenRequest.end();
            if (request != null) {
                RequestSnapshot.leaveWrite();
            }
        }
    }

    private void conclude(Throwable thrown) {
        Exception unknownToTheJdk = ours;
        try {
            if (thrown == unknownToTheJdk) {
                settle(unknownToTheJdk);
            } else {
                handOver(null);
            }
        } catch (Throwable bug) {
            engine.failedOpen("conclude", bug);
        }
    }

    /** The client's own method, which passes our join points. */
    abstract @Nullable R invoke() throws IOException;

    /**
     * The call has ended: what it brought is the application's.
     *
     * @param result null where the client throws, which it also does for an answer
     */
    abstract @Nullable R handOver(@Nullable R result);

    /** Leaves the connection as a failure of the JDK's own would. */
    abstract void settle(Exception thrown);

    /** How the attempt ended. */
    abstract Outcome classify(UrlConnectionAttempt<R> attempt, @Nullable R result, @Nullable Throwable failure);

    /** False if the call ends when the connection stands. */
    abstract boolean asksForAnswer();

    @Override
    public final Attempt<R> prepare(CallSession session) {
        RequestSnapshot snapshot = request;
        if (session.attempt() == 1) {
            request = mayBeRepeated(guard.policy().retry()) ? RequestSnapshot.of(insides, connection) : null;
        } else if (snapshot != null) {
            snapshot.restore();
        }
        UrlConnectionAttempt<R> next = new UrlConnectionAttempt<>(this, session);
        attempt = next;
        return next;
    }

    private boolean mayBeRepeated(RetryPolicy policy) {
        return policy.urlConnection() && policy.mode() != Mode.DISABLED && policy.maxAttempts() > 1 && !hasStreamed();
    }

    /** True if a body, or a part of it, has gone out already and was not kept. */
    final boolean hasStreamed() {
        return asksForAnswer() && insides.isStreaming(connection);
    }

    @Override
    public final @Nullable R plain() throws IOException {
        attempt = null;
        return invoke();
    }

    @Override
    public final String method() {
        return method;
    }

    @Override
    public final boolean carriesKey(String name) {
        RequestSnapshot snapshot = request;
        return snapshot != null && snapshot.carriesKey(name);
    }

    @Override
    public final boolean canBeSentAgain(Outcome outcome) {
        RequestSnapshot snapshot = request;
        return snapshot != null
                && !cancelled
                && snapshot.isRepeatable(guard.policy().retry().maxReplayBodyBytes());
    }

    @Override
    public final Throwable rejection(Rejection rejection) {
        return ours(refusal(rejection));
    }

    /** A refused call looks like one that found no connection, which is what a caller expects of a host that is down; a late one times out. */
    static IOException refusal(Rejection rejection) {
        if (rejection.stage() == Stage.DEADLINE_GATE) {
            return new DeadlineExceededException(rejection.message());
        }
        return rejection.stage() == Stage.BULKHEAD
                ? new BulkheadFullException(rejection.message())
                : new CallNotPermittedException(rejection.message());
    }

    @Override
    public final Throwable interruption(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        InterruptedIOException thrown = new InterruptedIOException("interrupted while waiting to send the request");
        thrown.initCause(interruption);
        return ours(thrown);
    }

    /** An answer is given out as it is: nothing of it is taken before the next attempt begins. */
    @Override
    public final @Nullable R deliver(R held) {
        return held;
    }

    @Override
    public final void waitBegins(Runnable wakeUp) {
        wake = wakeUp;
        if (cancelled) {
            wakeUp.run();
        }
    }

    @Override
    public final @Nullable Throwable waitOver() {
        wake = null;
        return cancelled ? ours(new SocketException("Socket closed")) : null;
    }

    /** The application has disconnected, from whatever thread. */
    final void cancel() {
        cancelled = true;
        Runnable waiting = wake;
        if (waiting != null) {
            waiting.run();
        }
    }

    final boolean isCancelled() {
        return cancelled;
    }

    /** The attempt under way, or null if there is none. */
    final @Nullable UrlConnectionAttempt<R> attempt() {
        return attempt;
    }

    final @Nullable RequestSnapshot request() {
        return request;
    }

    /** Notes an exception that the JDK does not know of. */
    final <E extends Exception> E ours(E thrown) {
        ours = thrown;
        return thrown;
    }
}
