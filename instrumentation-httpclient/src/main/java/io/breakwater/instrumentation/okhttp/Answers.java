package io.breakwater.instrumentation.okhttp;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Timeout;

/** What is asked of, or done to, the client's answers. Thread-safety: stateless. */
final class Answers {
    private static final int SWITCHING_PROTOCOLS = 101;

    private Answers() {}

    /**
     * Puts the rest of our limits on a body, by the means of the body itself: the client ends the exchange, and throws what
     * it always throws. A shorter limit that is there already stays.
     *
     * @param restNanos for the body as a whole
     * @param idleNanos for each wait for a part of it
     */
    static void limit(Response response, long restNanos, long idleNanos) {
        ResponseBody body = response.body();
        if (body == null || response.code() == SWITCHING_PROTOCOLS || (restNanos == NONE && idleNanos == NONE)) {
            return;
        }
        Timeout timeout = body.source().timeout();
        if (restNanos != NONE
                && (!timeout.hasDeadline() || timeout.deadlineNanoTime() - System.nanoTime() > restNanos)) {
            timeout.deadline(restNanos, NANOSECONDS);
        }
        long ownNanos = timeout.timeoutNanos();
        if (idleNanos != NONE && (ownNanos == 0 || ownNanos > idleNanos)) {
            timeout.timeout(idleNanos, NANOSECONDS);
        }
    }

    /** True if the client's cache gave the answer, and nobody was asked. */
    static boolean isFromCache(Response response) {
        return response.networkResponse() == null;
    }
}
