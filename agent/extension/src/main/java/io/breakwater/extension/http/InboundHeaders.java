package io.breakwater.extension.http;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.time.TimeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say of whoever sent it: how long it waits, whether it asks again, and of which trace it is
 * a part. What cannot be read is as if it were not there.
 *
 * <p>A span of time beats a time of day, unless that is clearly earlier: the span was told by the hop before, but one that
 * knows nothing of it may have handed on what it got. The shortest counts, and none is longer than {@code max}.
 *
 * <p>Thread-safety: stateless. Errors: those of the server's own methods.
 */
public final class InboundHeaders {
    /** Clocks agree no better than this: a time of day that is so little earlier says nothing new. */
    private static final long CLOCK_NOISE_NANOS = 100_000_000L;

    private InboundHeaders() {}

    /** Whoever sent the request, or null if its headers say nothing of it. */
    public static <R> @Nullable Caller read(RequestHead<R> head, R request, DeadlinePolicy policy, TimeSource time) {
        Deadline deadline = policy.mode() == Mode.DISABLED ? null : deadline(head, request, policy, time);
        boolean repeats = repeats(head.header(request, AttemptHeaders.ATTEMPT_COUNT));
        String traceParent = traceParent(head, request);
        return deadline == null && !repeats && traceParent == null ? null : new Caller(deadline, repeats, traceParent);
    }

    /** The trace that the request is part of, or null. It says nothing of time, and so anybody may tell it. */
    static <R> @Nullable String traceParent(RequestHead<R> head, R request) {
        return TraceParent.wellFormed(head.header(request, AttemptHeaders.TRACE_PARENT));
    }

    private static <R> @Nullable Deadline deadline(
            RequestHead<R> head, R request, DeadlinePolicy policy, TimeSource time) {
        String expected = value(AttemptHeaders.EXPECTED_MILLIS, head, request, policy);
        String grpc = value(AttemptHeaders.GRPC_TIMEOUT, head, request, policy);
        String baggage = value(AttemptHeaders.BAGGAGE, head, request, policy);
        if (expected == null && grpc == null && baggage == null) {
            return null;
        }
        long now = time.nanoTime();
        long left = Math.min(RelativeTimes.envoy(expected), RelativeTimes.grpc(grpc));
        Deadline span = left == RelativeTimes.NONE ? null : Deadline.at(now + Math.min(left, policy.maxNanos()));
        Deadline byClock = InboundBaggage.deadline(baggage, policy, now, time.epochMillis());
        return earlier(span, byClock, now);
    }

    private static <R> @Nullable String value(String name, RequestHead<R> head, R request, DeadlinePolicy policy) {
        List<String> read = policy.read();
        return read.contains(name) ? head.header(request, name) : null;
    }

    private static @Nullable Deadline earlier(@Nullable Deadline span, @Nullable Deadline byClock, long nowNanos) {
        if (span == null || byClock == null) {
            return span == null ? byClock : span;
        }
        long earlierNanos = span.remainingNanos(nowNanos) - byClock.remainingNanos(nowNanos);
        return earlierNanos > CLOCK_NOISE_NANOS ? byClock.earlier(span) : span;
    }

    /** True if the request is marked as a later attempt, by any of the hops that marked it. */
    private static boolean repeats(@Nullable String count) {
        if (count == null) {
            return false;
        }
        for (String one : count.split(",", -1)) {
            String digits = one.trim();
            if (isNumber(digits) && Integer.parseInt(digits) > 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 9;
    }
}
