package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.time.Timer;
import io.breakwater.extension.OwnObjects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.nio.reactor.SessionRequestImpl;
import org.jspecify.annotations.Nullable;

/**
 * The connect timeout that we put into an attempt's configuration. The reactor that connects looks at it once a second;
 * we have it look when the time has come. What it does then is its own affair, and done in its own thread.
 *
 * <p>The pool may connect in another call's thread: it is the route by which we know whose connection that is.
 * Thread-safety: thread-safe.
 */
final class ConnectLimit {
    private static final OwnObjects<ConnectLimit> IN_FORCE = new OwnObjects<>();

    /** The reactor counts in whole milliseconds, and waits until there are more of them than allowed. */
    private static final long ROUNDING_NANOS = 2_000_000L;

    private static final long AGAIN_NANOS = 10_000_000L;
    private static final int MOST_LOOKS = 3;

    private final Timer timer;
    private final long limitNanos;
    private final AtomicReference<Timer.@Nullable Handle> due = new AtomicReference<>();
    private volatile @Nullable HttpRoute route;
    private volatile @Nullable Reactor reactor;

    ConnectLimit(Timer timer, long limitNanos) {
        this.timer = timer;
        this.limitNanos = limitNanos;
    }

    static @Nullable ConnectLimit of(@Nullable Object route) {
        return IN_FORCE.get(route);
    }

    /** The attempt goes by this route, at first or after a redirect. */
    void onRoute(HttpRoute next) {
        forget();
        route = next;
        IN_FORCE.put(next, this);
    }

    /** The pool asks a reactor for a connection. */
    void onRequest(Reactor asked) {
        reactor = asked;
    }

    /** The reactor has begun to connect. */
    void onConnect(SessionRequestImpl request) {
        look(request, limitNanos + ROUNDING_NANOS, MOST_LOOKS);
    }

    private void look(SessionRequestImpl request, long delayNanos, int looks) {
        Reactor looking = reactor;
        if (looking != null && looks > 0) {
            replace(timer.schedule(delayNanos, () -> {
                if (!request.isCompleted()) {
                    looking.lookAtTimeouts();
                    look(request, AGAIN_NANOS, looks - 1); // the clock that the reactor reads is another
                }
            }));
        }
    }

    /** The attempt is over, or has its answer: what is still being connected is the client's. */
    void end() {
        forget();
        replace(null);
    }

    private void forget() {
        HttpRoute previous = route;
        if (previous != null) {
            IN_FORCE.remove(previous);
            route = null;
        }
    }

    private void replace(Timer.@Nullable Handle next) {
        Timer.Handle previous = due.getAndSet(next);
        if (previous != null) {
            previous.cancel();
        }
    }
}
