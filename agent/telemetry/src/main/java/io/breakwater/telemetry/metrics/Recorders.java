package io.breakwater.telemetry.metrics;

import org.jspecify.annotations.Nullable;

/** Who is told of durations, if anybody. Thread-safety: thread-safe. */
final class Recorders {
    private volatile @Nullable DurationRecorder current;

    @Nullable
    DurationRecorder current() {
        return current;
    }

    void set(@Nullable DurationRecorder next) {
        current = next;
    }
}
