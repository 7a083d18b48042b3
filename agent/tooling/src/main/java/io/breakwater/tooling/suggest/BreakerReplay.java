package io.breakwater.tooling.suggest;

import io.breakwater.telemetry.observe.ObservedSeries;
import io.breakwater.telemetry.observe.ObservedSeries.Cell;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a circuit breaker would have done to the calls of the last ten minutes, second by second: a whole second is refused
 * or let through, and one in which most calls fail fails its probe.
 *
 * <p>Thread-safety: confined to one thread; the result is not changed any more.
 */
final class BreakerReplay {
    private static final int WINDOW_SECONDS = 10;
    private static final int MINIMUM_CALLS = 10;
    private static final int OPEN_SECONDS = 5;
    private static final int MOST_OPEN_SECONDS = 60;

    private final int thresholdPercent;
    private final Deque<Cell> window = new ArrayDeque<>();
    private int openings;
    private long calls;
    private long refused;
    private long refusedFailures;
    private long openUntil = -1;
    private int openSeconds = OPEN_SECONDS;
    private boolean isOpen;

    private BreakerReplay(int thresholdPercent) {
        this.thresholdPercent = thresholdPercent;
    }

    static BreakerReplay of(ObservedSeries series, int thresholdPercent) {
        BreakerReplay replay = new BreakerReplay(thresholdPercent);
        series.cells().forEach(replay::second);
        return replay;
    }

    private void second(Cell cell) {
        calls += cell.calls();
        if (isOpen && cell.second() < openUntil) {
            refused += cell.calls();
            refusedFailures += cell.failures();
            return;
        }
        if (isOpen && cell.failures() * 2 > cell.calls()) {
            openSeconds = Math.min(MOST_OPEN_SECONDS, openSeconds * 2);
            openUntil = cell.second() + openSeconds;
            return;
        }
        if (isOpen && cell.calls() > 0) {
            isOpen = false;
            openSeconds = OPEN_SECONDS;
            window.clear();
        }
        window.addLast(cell);
        while (window.getFirst().second() <= cell.second() - WINDOW_SECONDS) {
            window.removeFirst();
        }
        if (trips()) {
            openings++;
            isOpen = true;
            openUntil = cell.second() + 1 + openSeconds;
            window.clear();
        }
    }

    private boolean trips() {
        long inWindow = 0;
        long failures = 0;
        for (Cell cell : window) {
            inWindow += cell.calls();
            failures += cell.failures();
        }
        return inWindow >= MINIMUM_CALLS && failures * 100 >= inWindow * thresholdPercent;
    }

    int openings() {
        return openings;
    }

    /** That were played. */
    long calls() {
        return calls;
    }

    long refused() {
        return refused;
    }

    /** Of those that would have been refused, the ones that failed anyway. */
    long refusedFailures() {
        return refusedFailures;
    }
}
