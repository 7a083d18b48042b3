package io.breakwater.telemetry.observe;

import io.breakwater.telemetry.observe.ObservedSeries.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the calls of one destination, second by second: the last ten minutes, so that a breaker can be played
 * over them, and the extremes of all the time before.
 *
 * <p>Thread-safety: thread-safe, lock-free; recording allocates once in a second. Time: nanoseconds since the recording
 * began.
 */
final class OutcomeSeries {
    /** What is kept second by second: ten minutes. */
    static final int SECONDS = 600;

    /** The span over which the worst share of failures is looked for: the built-in window of breakers. */
    static final int WINDOW_SECONDS = 10;

    /** A share of fewer calls means nothing. */
    static final int LEAST_CALLS = 10;

    private static final long NANOS = 1_000_000_000L;

    private final AtomicReferenceArray<@Nullable Second> ring = new AtomicReferenceArray<>(SECONDS);
    private final AtomicInteger run = new AtomicInteger();
    private final AtomicInteger longestRun = new AtomicInteger();
    private final AtomicReference<@Nullable Moment> worst = new AtomicReference<>();

    /** Mean concurrency of the busiest second that the ring has forgotten, in thousandths. */
    private final AtomicInteger busiestMilli = new AtomicInteger();

    private volatile long newest = -1;

    /**
     * A call has ended.
     *
     * @param endNanos since the recording began
     * @param failed as breakers see it
     */
    void record(long endNanos, long nanos, boolean failed) {
        long index = endNanos / NANOS;
        Second second = at(index);
        if (second == null) {
            return;
        }
        second.count(failed);
        long inThisSecond = endNanos - index * NANOS;
        second.addBusy(Math.min(nanos, inThisSecond));
        if (nanos > inThisSecond) {
            spread(index, nanos - inThisSecond);
        }
        if (failed) {
            int length = run.incrementAndGet();
            if (length > longestRun.get()) {
                longestRun.accumulateAndGet(length, Math::max);
            }
        } else if (run.get() != 0) {
            run.set(0);
        }
    }

    /** The seconds before had a part in a long call, too. */
    private void spread(long index, long nanos) {
        long left = nanos;
        long first = Math.max(0, index - SECONDS + 1);
        for (long before = index - 1; before >= first && left > 0; before--) {
            Second second = at(before);
            if (second == null) {
                return;
            }
            second.addBusy(Math.min(left, NANOS));
            left -= NANOS;
        }
    }

    /** Null if the ring has gone on since. */
    private @Nullable Second at(long index) {
        int slot = (int) (index % SECONDS);
        Second found = ring.get(slot);
        return found != null && found.index == index ? found : begin(slot, index);
    }

    private @Nullable Second begin(int slot, long index) {
        Second fresh = new Second(index);
        while (true) {
            Second found = ring.get(slot);
            if (found != null && found.index >= index) {
                return found.index == index ? found : null;
            }
            if (ring.compareAndSet(slot, found, fresh)) {
                forget(found);
                if (index > newest) {
                    noteWorst(newest);
                    newest = index;
                }
                return fresh;
            }
        }
    }

    private void forget(@Nullable Second old) {
        if (old != null && old.failures() * 2 <= old.calls()) {
            busiestMilli.accumulateAndGet((int) Math.min(Integer.MAX_VALUE, old.busyNanos() / 1_000_000), Math::max);
        }
    }

    private void noteWorst(long last) {
        Moment moment = last < 0 ? null : momentUntil(last);
        if (moment != null) {
            worst.accumulateAndGet(moment, Moment::worse);
        }
    }

    /** The window that ends with a second, or null if it has too few calls. */
    private @Nullable Moment momentUntil(long last) {
        int calls = 0;
        int failures = 0;
        for (long index = Math.max(0, last - WINDOW_SECONDS + 1); index <= last; index++) {
            Second second = ring.get((int) (index % SECONDS));
            if (second != null && second.index == index) {
                calls += second.calls();
                failures += second.failures();
            }
        }
        return calls < LEAST_CALLS || failures == 0 ? null : new Moment(last, calls, failures);
    }

    void clear() {
        for (int slot = 0; slot < SECONDS; slot++) {
            ring.set(slot, null);
        }
        run.set(0);
        longestRun.set(0);
        worst.set(null);
        busiestMilli.set(0);
        newest = -1;
    }

    ObservedSeries read() {
        noteWorst(newest);
        List<ObservedSeries.Cell> cells = new ArrayList<>();
        for (int slot = 0; slot < SECONDS; slot++) {
            Second second = ring.get(slot);
            if (second != null) {
                cells.add(new ObservedSeries.Cell(
                        second.index, second.calls(), second.failures(), second.busyNanos() / (double) NANOS));
            }
        }
        cells.sort(Comparator.comparingLong(ObservedSeries.Cell::second));
        return new ObservedSeries(cells, worst.get(), longestRun.get(), busiestMilli.get() / 1000.0);
    }
}
