package io.breakwater.telemetry.metrics;

import io.breakwater.engine.Outcome;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the calls of one destination and method. Thread-safety: thread-safe. */
final class MethodMeter {
    final String method;
    final boolean isDatabase;
    final StatusCounts statuses = new StatusCounts();
    final DurationHistogram durations = new DurationHistogram();
    final LongAdder attempts = new LongAdder();
    final LongAdder retries = new LongAdder();

    MethodMeter(String method, boolean isDatabase) {
        this.method = method;
        this.isDatabase = isDatabase;
    }

    void onCall(@Nullable Outcome outcome, boolean rejected, int attemptsMade, long nanos) {
        statuses.increment(outcome, rejected);
        durations.record(nanos);
        if (attemptsMade > 1) {
            retries.add(attemptsMade - 1L);
        }
    }
}
