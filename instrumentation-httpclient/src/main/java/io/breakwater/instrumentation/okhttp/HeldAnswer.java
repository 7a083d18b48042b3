package io.breakwater.instrumentation.okhttp;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.Timeout;

/**
 * An answer that will be followed by a retry. Its body is taken into the buffer that the response has anyway, up to 64 KiB
 * and one second, so that the exchange is over; a longer one keeps its rest on the connection. If the retry does not take
 * place the application gets this very response.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class HeldAnswer {
    private static final int MAX_BYTES = 64 * 1024;
    private static final long MAX_NANOS = 1_000_000_000L;

    private final Response response;
    private final boolean lost;

    private HeldAnswer(Response response, boolean lost) {
        this.response = response;
        this.lost = lost;
    }

    /** @param limitNanos how long it may take at most */
    static HeldAnswer of(Response response, long limitNanos) {
        return new HeldAnswer(response, !takeIn(response, Math.min(MAX_NANOS, limitNanos)));
    }

    private static boolean takeIn(Response response, long nanos) {
        ResponseBody body = response.body();
        if (body == null) {
            return true;
        }
        BufferedSource source = body.source();
        Timeout timeout = source.timeout();
        boolean hadDeadline = timeout.hasDeadline();
        long deadlineNanoTime = hadDeadline ? timeout.deadlineNanoTime() : 0;
        if (!hadDeadline || deadlineNanoTime - System.nanoTime() > nanos) {
            timeout.deadline(nanos, NANOSECONDS);
        }
        try {
            source.request(MAX_BYTES);
            return true;
        } catch (IOException brokenOrSlow) {
            response.close();
            return false;
        } finally {
            timeout.clearDeadline();
            if (hadDeadline) {
                timeout.deadlineNanoTime(deadlineNanoTime);
            }
        }
    }

    Response deliver() throws IOException {
        if (lost) {
            throw new IOException("the body of the answer with status " + response.code()
                    + " was given up for a retry that did not take place");
        }
        return response;
    }

    void close() {
        response.close();
    }
}
