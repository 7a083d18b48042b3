package io.breakwater.telemetry.history;

import io.breakwater.telemetry.metrics.Buckets;
import java.util.EnumMap;
import java.util.Map;

/** The curves of one destination. Thread-safety: confined to the lock of {@link History}. */
final class HostHistory {
    private final Map<Curve, Series> curves = new EnumMap<>(Curve.class);
    private long lastCallSecond;

    HostHistory(int length) {
        for (Curve curve : Curve.values()) {
            curves.put(curve, new Series(length));
        }
    }

    /** @param last the totals of the second before */
    void add(long second, HostTotals last, HostTotals now) {
        set(Curve.SUCCEEDED, second, (float) (now.succeeded - last.succeeded));
        set(Curve.FAILED, second, (float) (now.failed - last.failed));
        set(Curve.REJECTED, second, (float) (now.rejected - last.rejected));
        set(Curve.RETRIED, second, (float) (now.retried - last.retried));
        set(Curve.INTERVENTIONS, second, (float) (now.interventions - last.interventions));
        set(Curve.OBSERVED, second, (float) (now.observed - last.observed));
        Buckets ended = now.durations.since(last.durations);
        set(Curve.P50, second, (float) ended.quantileMillis(0.5));
        set(Curve.P99, second, (float) ended.quantileMillis(0.99));
        set(Curve.IN_USE, second, now.inUse);
        set(Curve.BREAKER, second, now.breaker);
        if (now.calls() > last.calls()) {
            lastCallSecond = second;
        }
    }

    /** A second that nobody looked at: the machine slept, or was too busy. */
    void skip(long second) {
        for (Series series : curves.values()) {
            series.set(second, Series.NONE);
        }
    }

    float get(Curve curve, long second) {
        return series(curve).get(second);
    }

    long lastCallSecond() {
        return lastCallSecond;
    }

    private void set(Curve curve, long second, float value) {
        series(curve).set(second, value);
    }

    private Series series(Curve curve) {
        Series series = curves.get(curve);
        if (series == null) {
            throw new AssertionError(curve);
        }
        return series;
    }
}
