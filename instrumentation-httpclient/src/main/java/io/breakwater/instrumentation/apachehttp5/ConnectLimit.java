package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import io.breakwater.extension.OwnObjects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The connect timeout that we put into an attempt's configuration, for each address that the client tries. The client's
 * reactor looks at it once a second; our own timer ends the address in time, and the client goes on to the next.
 *
 * <p>Thread-safety: thread-safe.
 */
final class ConnectLimit {
    /** By the very object that the client was given, and takes as far as its reactor. */
    private static final OwnObjects<ConnectLimit> IN_FORCE = new OwnObjects<>();

    private final Timer timer;
    private final Timeout timeout;
    private final AtomicReference<Timer.@Nullable Handle> due = new AtomicReference<>();
    private volatile boolean ended;

    ConnectLimit(Timer timer, Timeout timeout) {
        this.timer = timer;
        this.timeout = timeout;
    }

    static @Nullable ConnectLimit of(@Nullable Object timeout) {
        return IN_FORCE.get(timeout);
    }

    void begin() {
        IN_FORCE.put(timeout, this);
    }

    /** The reactor has begun to connect to an address. */
    void onConnect(PendingConnect address) {
        replace(timer.schedule(
                timeout.convert(TimeUnit.NANOSECONDS), () -> Elsewhere.run(() -> address.timeOut(timeout))));
        if (ended) {
            replace(null);
        }
    }

    /** The attempt is over, or has its answer: what is still being connected is the client's. */
    void end() {
        ended = true;
        IN_FORCE.remove(timeout);
        replace(null);
    }

    private void replace(Timer.@Nullable Handle next) {
        Timer.Handle previous = due.getAndSet(next);
        if (previous != null) {
            previous.cancel();
        }
    }
}
