package io.breakwater.instrumentation.okhttp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Interceptor;

/**
 * The calls that wait for their next attempt, or for a place. A call that is cancelled meanwhile is found here.
 *
 * <p>Thread-safety: thread-safe.
 */
final class Waits {
    /** By what the client cancels; each is one call's own, and compared by identity. */
    private static final Map<Object, Waiting> WAITING = new ConcurrentHashMap<>();

    private Waits() {}

    static Waiting begin(Interceptor.Chain chain, Runnable wake) throws ReflectiveOperationException {
        Waiting waiting = new Waiting(ClientParts.cancelledPartOf(chain), wake);
        WAITING.put(waiting.part, waiting);
        // A cancellation marks the call first, and looks here then: one of the two sees the other.
        if (chain.call().isCanceled()) {
            wake.run();
        }
        return waiting;
    }

    /** Has been cancelled. */
    static void wake(Object part) {
        Waiting waiting = WAITING.get(part);
        if (waiting != null) {
            waiting.wake.run();
        }
    }

    /** One call's wait. */
    static final class Waiting {
        private final Object part;
        private final Runnable wake;

        private Waiting(Object part, Runnable wake) {
            this.part = part;
            this.wake = wake;
        }

        void end() {
            WAITING.remove(part, this);
        }
    }
}
