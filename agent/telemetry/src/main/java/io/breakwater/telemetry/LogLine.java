package io.breakwater.telemetry;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;

/**
 * An intervention as one line: {@code breakwater: retry inventory:8443 GET: status 503, attempt 1 of 3, waits 43 ms
 * [breakwater.yaml:12:7]}.
 */
final class LogLine {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private LogLine() {}

    static String of(Intervention intervention) {
        StringBuilder line = new StringBuilder("breakwater: ")
                .append(intervention.isEnforced() ? intervention.kind().word() : inObserveMode(intervention.kind()))
                .append(' ')
                .append(intervention.destination());
        if (!intervention.method().isEmpty()) {
            line.append(' ').append(intervention.method());
        }
        line.append(": ").append(intervention.reason());
        if (intervention.waitNanos() > 0) {
            line.append(", ")
                    .append(waitVerb(intervention.kind()))
                    .append(' ')
                    .append(roundUp(intervention.waitNanos(), NANOS_PER_MILLI))
                    .append(" ms");
        }
        line.append(" [").append(intervention.origin()).append(']');
        if (intervention.traceId() != null) {
            line.append(" trace=").append(intervention.traceId());
            line.append(" span=").append(intervention.spanId());
        }
        return line.toString();
    }

    /** What to add to a line that stands for others. */
    static String andMore(long suppressed, long sinceNanos) {
        return suppressed == 0
                ? ""
                : " (and " + suppressed + " more in the last " + roundUp(sinceNanos, NANOS_PER_SECOND) + " s)";
    }

    private static String inObserveMode(InterventionKind kind) {
        switch (kind) {
            case RETRY:
                return "would retry";
            case RETRY_BUDGET_EXHAUSTED:
            case RETRY_OUT_OF_TIME:
            case RETRY_CIRCUIT_OPEN:
            case RETRY_LEFT_TO_CALLER:
                return "would not retry (" + kind.word() + ")";
            case CIRCUIT_OPEN:
            case BULKHEAD_FULL:
                return "would refuse (" + kind.word() + ")";
            case CONNECT_TIMEOUT:
            case IDLE_TIMEOUT:
            case ATTEMPT_TIMEOUT:
            case TOTAL_TIMEOUT:
            case DEADLINE_EXCEEDED:
                return "would cut off (" + kind.word() + ")";
            case CIRCUIT_TRANSITION:
            case DEADLINE_IGNORED:
            case FAIL_OPEN:
                return kind.word() + " (observed)";
        }
        throw new AssertionError(kind);
    }

    private static String waitVerb(InterventionKind kind) {
        return kind == InterventionKind.CIRCUIT_TRANSITION || kind == InterventionKind.CIRCUIT_OPEN ? "for" : "waits";
    }

    private static long roundUp(long nanos, long unitNanos) {
        return (nanos - 1) / unitNanos + 1;
    }
}
