package io.breakwater.extension.http;

import io.breakwater.engine.CallSession;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt tells the next server: how much time is left, which attempt it is, and whose trace it belongs to. Told
 * anew for each exchange, to destinations that the configuration trusts, and beside what the application, or a tracer, has
 * written already. Where there is nothing to say, the request stays as it is.
 *
 * <p>Thread-safety: stateless. Errors: never throws; after a bug of ours the exchange goes out as it is by then. Source:
 * Envoy's headers of these names, W3C Trace Context and Baggage, gRPC over HTTP/2.
 */
public final class AttemptHeaders {
    public static final String EXPECTED_MILLIS = "x-envoy-expected-rq-timeout-ms";
    public static final String ATTEMPT_COUNT = "x-envoy-attempt-count";
    public static final String BAGGAGE = "baggage";
    public static final String TRACE_PARENT = "traceparent";
    public static final String GRPC_TIMEOUT = "grpc-timeout";

    /** All that may be written. */
    public static final List<String> NAMES = Collections.unmodifiableList(
            Arrays.asList(EXPECTED_MILLIS, ATTEMPT_COUNT, BAGGAGE, TRACE_PARENT, GRPC_TIMEOUT));

    private static final long MAX_GRPC_MILLIS = 99_999_999L; // eight digits
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private AttemptHeaders() {}

    /** True if {@link #write} may change an exchange with the destination that is asked now. */
    public static boolean mayWrite(CallSession session) {
        return session.mayTell() || session.mayWithdraw();
    }

    /** Writes into the exchange that is about to be sent. */
    public static void write(CallSession session, RequestHeaders request) {
        try {
            if (session.mayTell()) {
                tell(session, request);
            } else if (session.mayWithdraw()) {
                withdraw(session, request);
            }
        } catch (Throwable bug) {
            session.failOpen("headers", bug);
        }
    }

    private static void tell(CallSession session, RequestHeaders request) {
        long millis = session.outboundMillis();
        if (millis > 0) {
            tellTime(session, request, millis);
        }
        if (millis > 0 || session.attempt() > 1) {
            request.set(ATTEMPT_COUNT, Integer.toString(session.attempt()));
        }
        String traceParent = session.traceParent();
        if (traceParent != null && request.values(TRACE_PARENT).isEmpty()) {
            request.set(TRACE_PARENT, traceParent);
        }
    }

    private static void tellTime(CallSession session, RequestHeaders request, long millis) {
        if (session.writes(EXPECTED_MILLIS)) {
            set(request, EXPECTED_MILLIS, Long.toString(least(millis, request.values(EXPECTED_MILLIS))));
        }
        if (session.writes(GRPC_TIMEOUT)) {
            long least = leastOfGrpc(millis, request.values(GRPC_TIMEOUT));
            set(request, GRPC_TIMEOUT, Math.min(MAX_GRPC_MILLIS, least) + "m");
        }
        String member = session.outboundMember();
        if (member != null) {
            set(request, BAGGAGE, Baggage.with(member, session.outboundKey(), request.values(BAGGAGE)));
        }
    }

    /**
     * To somebody who may not know: a tracer may have copied our member, or that of whoever asked us, from the context into what
     * it writes.
     */
    private static void withdraw(CallSession session, RequestHeaders request) {
        List<String> values = request.values(BAGGAGE);
        if (!Baggage.has(session.outboundKey(), values)) {
            return;
        }
        String others = Baggage.without(session.outboundKey(), values);
        if (others.isEmpty()) {
            request.remove(BAGGAGE);
        } else {
            request.set(BAGGAGE, others);
        }
    }

    /** Not over what a signature may cover. */
    private static void set(RequestHeaders request, String name, String value) {
        if (request.values(name).isEmpty() || !SignedRequest.isSigned(signed -> first(request.values(signed)))) {
            request.set(name, value);
        }
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.get(0);
    }

    /** The least of ours and those that are there; one that nobody can read is none, and neither is 0. */
    private static long least(long millis, List<String> values) {
        long least = millis;
        for (String value : values) {
            long theirNanos = RelativeTimes.envoy(value);
            least = theirNanos == 0 ? least : Math.min(least, theirNanos / NANOS_PER_MILLI);
        }
        return least;
    }

    private static long leastOfGrpc(long millis, List<String> values) {
        long least = millis;
        for (String value : values) {
            least = Math.min(least, Math.max(1, RelativeTimes.grpc(value) / NANOS_PER_MILLI));
        }
        return least;
    }
}
