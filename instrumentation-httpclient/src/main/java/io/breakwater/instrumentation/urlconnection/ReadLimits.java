package io.breakwater.instrumentation.urlconnection;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import java.net.HttpURLConnection;
import java.util.concurrent.TimeUnit;

/**
 * The timeouts of the connection object during an attempt, and of the socket after it: until the head of the answer is
 * there, reads have the limit of the head; from then on the limit between two parts of a body.
 *
 * <p>Thread-safety: confined to the application's thread.
 */
final class ReadLimits {
    private final Insides insides;
    private final HttpURLConnection connection;
    private final long ownNanos;
    private final long headNanos;
    private final long bodyNanos;
    private final boolean setsHead;
    private final int connectMillis;
    private final int readMillis;

    /**
     * @param ownNanos what the application set
     * @param headNanos what holds until the head of the answer is there
     */
    ReadLimits(UrlConnectionCall<?> call, CallSession session, long ownNanos, long headNanos) {
        this.insides = call.insides;
        this.connection = call.connection;
        this.ownNanos = ownNanos;
        this.headNanos = headNanos;
        this.setsHead = headNanos < ownNanos;
        long idleNanos = call.asksForAnswer() ? session.idleLimitNanos() : NONE;
        boolean capped = ownNanos == NONE || call.guard.policy().timeouts().apply() == Apply.CAP;
        this.bodyNanos = capped ? Math.min(ownNanos, idleNanos) : ownNanos;
        this.connectMillis = insides.connectTimeoutMillis(connection);
        this.readMillis = insides.readTimeoutMillis(connection);
    }

    /** True if the limit between two parts of the body is ours, and not the application's. */
    boolean limitsBody() {
        return bodyNanos < ownNanos;
    }

    void begin() {
        if (setsHead) {
            insides.setReadTimeoutMillis(connection, millis(headNanos));
            setOnSocket(headNanos);
        }
    }

    void end() {
        if (insides.connectTimeoutMillis(connection) != connectMillis) {
            insides.setConnectTimeoutMillis(connection, connectMillis);
        }
        if (setsHead) {
            insides.setReadTimeoutMillis(connection, readMillis);
        }
        if (setsHead || bodyNanos != ownNanos) {
            setOnSocket(bodyNanos);
        }
    }

    private void setOnSocket(long nanos) {
        Object client = insides.client(connection);
        if (client != null) {
            insides.setClientReadTimeoutMillis(client, nanos == NONE ? 0 : millis(nanos));
        }
    }

    /** Never 0, which the JDK takes for no limit. */
    static int millis(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, millis));
    }
}
