package io.breakwater.instrumentation.apachehttp5;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.CallSession;
import io.breakwater.extension.http.Streaming;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one attempt, on our own clock from its beginning. The client's timeouts are for one read each, and its
 * reactor looks at them once a second.
 *
 * <p>Thread-safety: immutable, but for the session, which is asked by the thread that has the answer. Time: nanoseconds, {@link io.breakwater.engine.policy.TimeoutPolicy#NONE} for no limit.
 */
final class AttemptLimits {
    private final long startNanos;
    private final long wholeNanos;
    private final long headNanos;
    private final long connectNanos;
    private final long idleNanos;
    private final CallSession session;

    AttemptLimits(CallSession session, OwnTimeouts own, long startNanos) {
        this.session = session;
        this.startNanos = startNanos;
        this.wholeNanos = session.limitAttempt(own.responseNanos());
        long responseNanos = session.responseLimitNanos(own.responseNanos());
        this.headNanos = responseNanos < own.responseNanos() ? responseNanos : wholeNanos;
        long connect = session.connectLimitNanos(own.connectNanos());
        this.connectNanos = connect < own.connectNanos() && connect < wholeNanos ? connect : NONE;
        this.idleNanos = session.idleLimitNanos();
    }

    /** True if a connection may take less time than the application and our other limits allow. */
    boolean limitsConnecting() {
        return connectNanos != NONE;
    }

    /** True if any limit of ours may end the attempt. */
    boolean limitsAnything() {
        return limitsConnecting() || headNanos != NONE || wholeNanos != NONE || idleNanos != NONE;
    }

    /** Our limit on connecting, as the client counts it: rounded up, because 0 would mean for ever. Each time a new one. */
    Timeout connectTimeout() {
        return Timeout.ofMilliseconds(TimeUnit.NANOSECONDS.toMillis(connectNanos + 999_999));
    }

    /** The application's configuration with a limit on connecting; a new one, because the application may share it. */
    static RequestConfig limited(@Nullable RequestConfig config, Timeout connectTimeout) {
        RequestConfig applications = config == null ? RequestConfig.DEFAULT : config;
        return RequestConfig.copy(applications)
                .setConnectTimeout(connectTimeout)
                // Which 5.0 forgets to copy.
                .setResponseTimeout(applications.getResponseTimeout())
                .build();
    }

    /** What is left now until the head of the answer. */
    long headNanos(long nowNanos) {
        return left(headNanos, nowNanos);
    }

    /** What is left now for the body of this answer; a stream without an end has the caller's deadline alone. */
    long bodyNanos(HttpResponse response, long nowNanos) {
        return Streaming.restNanos(session, Outcomes.firstHeader(response, "Content-Type"), left(wholeNanos, nowNanos));
    }

    long idleNanos() {
        return idleNanos;
    }

    private long left(long nanos, long nowNanos) {
        return nanos == NONE ? NONE : Math.max(1, nanos - (nowNanos - startNanos));
    }
}
