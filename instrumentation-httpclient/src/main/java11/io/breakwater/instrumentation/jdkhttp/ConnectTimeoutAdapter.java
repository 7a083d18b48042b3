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
 * <p>Loaded by: the adapter loader. Thread-safety: stateless.
 */
public final class ConnectTimeoutAdapter implements Adapter {

    public ConnectTimeoutAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        JdkAttempt<?> attempt = MultiExchanges.attemptOf(call[0]);
        long nanos = attempt == null ? NONE : attempt.connectLimitNanos();
        return nanos == NONE ? null : new Object[] {Optional.of(Duration.ofNanos(nanos))};
    }
}
