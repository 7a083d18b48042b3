package io.breakwater.telemetry.tracing;

/**
 * Ends spans, and knows while it does. The application's SDK may bring an ended span to its collector at once, in this very
 * thread ({@code SimpleSpanProcessor}), by a client that we guard. If that call had a span, ending it would lead to the next
 * call, and so on until the stack is full.
 *
 * <p>Thread-safety: thread-safe. Memory: nothing remains in the thread.
 */
final class SpanEnd {
    private static final ThreadLocal<Boolean> UNDER_WAY = new ThreadLocal<>();

    private SpanEnd() {}

    static void of(OpenSpan span, long epochNanos) {
        if (isUnderWay()) {
            span.end(epochNanos);
            return;
        }
        UNDER_WAY.set(Boolean.TRUE);
        try {
            span.end(epochNanos);
        } finally {
            UNDER_WAY.remove();
        }
    }

    /** True if this thread is within {@link #of}. */
    static boolean isUnderWay() {
        return UNDER_WAY.get() != null;
    }
}
