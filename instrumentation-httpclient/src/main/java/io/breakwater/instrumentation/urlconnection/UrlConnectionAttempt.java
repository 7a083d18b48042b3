package io.breakwater.instrumentation.urlconnection;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.http.Streaming;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, and the limits it goes under. The timeouts of the JDK bound single reads, and so a timer of ours bounds
 * the whole: it closes the socket, and the application sees the timeout that it knows.
 *
 * <p>The timeouts that the application set are put back at the end, for whoever reads them.
 *
 * <p>Thread-safety: confined to the application's thread, but for what the timer touches.
 *
 * @param <R> what the method returns
 */
final class UrlConnectionAttempt<R> implements BlockingCall.Attempt<R> {
    private enum Phase {
        UNDER_WAY,
        EXPIRED,
        OVER
    }

    private final UrlConnectionCall<R> call;
    private final CallSession session;
    private final ReadLimits reads;
    private final boolean isSecure;
    private final long startNanos;
    private final long limitNanos;
    private final long connectLimitNanos;
    private final long headLimitNanos;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNDER_WAY);
    private volatile boolean sent;
    private Timer.@Nullable Handle connectTimer;
    private Timer.@Nullable Handle headTimer;

    UrlConnectionAttempt(UrlConnectionCall<R> call, CallSession session) {
        this.call = call;
        this.session = session;
        this.isSecure = "https".equalsIgnoreCase(call.connection.getURL().getProtocol());
        long ownReadNanos = call.insides.ownReadNanos(call.connection);
        long ownConnectNanos = call.insides.ownConnectNanos(call.connection);
        this.startNanos = nanoTime();
        this.limitNanos = session.limitAttempt(ownReadNanos);
        long responseNanos = session.responseLimitNanos(ownReadNanos);
        long connectNanos = session.connectLimitNanos(ownConnectNanos);
        this.headLimitNanos = responseNanos < ownReadNanos ? responseNanos : limitNanos;
        this.connectLimitNanos = connectNanos < ownConnectNanos ? connectNanos : NONE;
        this.reads = new ReadLimits(call, session, ownReadNanos, Math.min(headLimitNanos, ownReadNanos));
    }

    CallSession session() {
        return session;
    }

    /** True once our limit has cut the attempt off. */
    boolean isExpired() {
        return phase.get() == Phase.EXPIRED;
    }

    /** True once something of the request may have reached a server. */
    boolean hasSent() {
        return sent;
    }

    /** The request is about to be written: the connection stands. */
    void onRequest() {
        sent = true;
        cancel(connectTimer);
    }

    @Override
    public @Nullable R send() throws Throwable {
        begin();
        R result = null;
        Throwable thrown = null;
        try {
            result = call.invoke();
        } catch (Throwable clientsOwn) {
            thrown = clientsOwn;
        }
        end();
        if (isExpired()) {
            throw call.ours(timedOut(thrown));
        }
        if (thrown != null) {
            throw thrown;
        }
        return result;
    }

    private void begin() {
        try {
            sent = call.hasStreamed();
            reads.begin();
            if (connectLimitNanos != NONE) {
                call.insides.setConnectTimeoutMillis(call.connection, ReadLimits.millis(connectLimitNanos));
            }
            if (isSecure && connectLimitNanos < headLimitNanos && !call.insides.isConnected(call.connection)) {
                connectTimer = timer().schedule(connectLimitNanos, this::expireUnsent);
            }
            if (headLimitNanos != NONE) {
                headTimer = timer().schedule(headLimitNanos, this::expire);
            }
        } catch (Throwable bug) {
            session.failOpen("begin", bug);
        }
    }

    private void end() {
        phase.compareAndSet(Phase.UNDER_WAY, Phase.OVER);
        try {
            cancel(connectTimer);
            cancel(headTimer);
            reads.end();
        } catch (Throwable bug) {
            session.failOpen("end", bug);
        }
    }

    /** The answer is the application's: its body goes under what is left of the limit. */
    @Nullable
    InputStream limitBody() {
        InputStream body = call.insides.answer(call.connection);
        Wire wire = Wire.of(call.insides, call.connection);
        long restNanos = Streaming.restNanos(
                session,
                call.insides.header(call.connection, "Content-Type"),
                limitNanos == NONE ? NONE : limitNanos - (nanoTime() - startNanos));
        // After a backoff nothing may be left, and the answer is to be had all the same.
        boolean isLimited = restNanos != NONE && restNanos > 0;
        if (body == null || wire == null || !(isLimited || reads.limitsBody())) {
            return body;
        }
        LimitedInputStream limited = new LimitedInputStream(body, session, timer(), wire, reads.limitsBody());
        if (isLimited) {
            limited.limit(restNanos);
        }
        call.insides.setAnswer(call.connection, limited);
        return limited;
    }

    @Override
    public Outcome classify(@Nullable R result, @Nullable Throwable failure) {
        return call.classify(this, result, failure);
    }

    /** True if the JDK must not send the request again by itself, because that is ours to decide. */
    boolean forbidsRepetition() {
        return isExpired() || call.isCancelled() || session.drives(FailureClass.RESET);
    }

    SocketTimeoutException timedOut(@Nullable Throwable cause) {
        SocketTimeoutException timeout = new SocketTimeoutException(sent ? "Read timed out" : "Connect timed out");
        if (cause != null) {
            timeout.initCause(cause);
        }
        return timeout;
    }

    /** The connection does not stand yet, its handshake included. */
    private void expireUnsent() {
        if (!sent) {
            expire();
        }
    }

    private void expire() {
        if (!phase.compareAndSet(Phase.UNDER_WAY, Phase.EXPIRED)) {
            return;
        }
        Wire wire = Wire.of(call.insides, call.connection);
        if (wire != null) {
            wire.cutUnlessLeft();
        } // else it is connecting, which has a limit of its own, and is told before the request is written
    }

    private long nanoTime() {
        return call.engine.surroundings().time().nanoTime();
    }

    private Timer timer() {
        return call.engine.surroundings().timer();
    }

    private static void cancel(Timer.@Nullable Handle timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
