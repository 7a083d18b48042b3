package io.breakwater.instrumentation.jdkhttp;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code MultiExchange.remainingConnectTimeout}: the client asks how long a connection may take to be made, TLS
 * included. A client can be told only when it is built; here each call is told.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ConnectTimeoutAdapter implements Adapter {

    private final Engine engine;

    public ConnectTimeoutAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            JdkAttempt<?> attempt = MultiExchanges.attemptOf(call[0]);
            long nanos = attempt == null ? NONE : attempt.connectLimitNanos();
            return nanos == NONE ? null : new Object[] {Optional.of(Duration.ofNanos(nanos))};
        } catch (Throwable bug) {
            engine.failedOpen("connectLimit", bug);
            return null;
        }
    }
}
