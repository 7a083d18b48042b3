package io.breakwater.telemetry.observe;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records the calls of one operation, and passes them on to the meter behind it.
 *
 * <p>Thread-safety: thread-safe, lock-free; recording allocates nothing, but once where the first failure comes.
 */
final class OperationRecorder implements CallMeter {
    /** Instead of a method, for what there was no room to record apart. */
    static final String OTHERS = "other";

    private final String method;
    private final DestinationRecorder destination;
    private final CallMeter behind;
    private final Latencies answered = new Latencies();
    private final LongAdder calls = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private volatile @Nullable Failed failed;

    OperationRecorder(String method, DestinationRecorder destination, CallMeter behind) {
        this.method = method;
        this.destination = destination;
        this.behind = behind;
    }

    String method() {
        return method;
    }

    @Override
    public void onAttempt(String calledMethod, Outcome outcome, long nanos) {
        behind.onAttempt(calledMethod, outcome, nanos);
        if (outcome == Outcome.IGNORED || outcome == Outcome.NOT_STARTED) {
            return;
        }
        if (FailureCounts.isFailure(outcome)) {
            failed().durations.record(nanos);
        } else {
            answered.record(nanos);
        }
    }

    @Override
    public void onCall(
            String calledMethod,
            @Nullable Outcome outcome,
            boolean wasRejected,
            int attempts,
            long nanos,
            long nowNanos) {
        behind.onCall(calledMethod, outcome, wasRejected, attempts, nanos, nowNanos);
        calls.increment();
        if (attempts == 1 && !wasRejected && outcome != null && !FailureCounts.isFailure(outcome)) {
            if (outcome == Outcome.IGNORED) {
                cancelled.increment();
            }
            destination.record(nowNanos, nanos, false);
        } else {
            onUnusualCall(outcome, wasRejected, attempts, nanos, nowNanos);
        }
    }

    /** Apart, so that the JIT can copy the usual case into its callers. */
    private void onUnusualCall(
            @Nullable Outcome outcome, boolean wasRejected, int attempts, long nanos, long nowNanos) {
        if (attempts > 1) {
            retries.add(attempts - 1L);
        }
        if (wasRejected) {
            rejected.increment();
        }
        if (outcome == null) {
            return; // nothing was sent
        }
        if (outcome == Outcome.IGNORED) {
            cancelled.increment();
        } else if (FailureCounts.isFailure(outcome)) {
            failed().counts.count(outcome);
        }
        destination.record(nowNanos, nanos, FailureCounts.countsForBreakers(outcome, destination.isDatabase()));
    }

    private Failed failed() {
        Failed known = failed;
        return known != null ? known : addFailed();
    }

    private synchronized Failed addFailed() {
        Failed known = failed;
        if (known == null) {
            known = new Failed();
            failed = known;
        }
        return known;
    }

    void clear() {
        answered.clear();
        calls.reset();
        retries.reset();
        rejected.reset();
        cancelled.reset();
        Failed known = failed;
        if (known != null) {
            known.durations.clear();
            known.counts.clear();
        }
    }

    ObservedOperation read(String template) {
        ObservedOperation.Builder read = ObservedOperation.builder(method, template)
                .calls(calls.sum())
                .retries(retries.sum())
                .rejected(rejected.sum())
                .cancelled(cancelled.sum())
                .answered(answered.read());
        Failed known = failed;
        if (known != null) {
            read.failed(known.durations.read()).failures(known.counts.read());
        }
        return read.build();
    }

    /** What most operations never need. */
    private static final class Failed {
        final Latencies durations = new Latencies();
        final FailureCounts counts = new FailureCounts();
    }
}
