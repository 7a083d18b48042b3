package io.breakwater.telemetry.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the calls of one destination over time. A failure here is what breakers count, unless they are told
 * otherwise.
 *
 * <p>Thread-safety: immutable.
 */
public final class ObservedSeries {
    private final List<Cell> cells;
    private final @Nullable Moment worst;
    private final int longestRun;
    private final double busiestBefore;

    /**
     * @param cells in the order of time, those of idle seconds left out
     * @param worst of all the time, or null if there was no failure, or never were enough calls
     * @param longestRun of failures without a success between them
     * @param busiestBefore mean concurrency of the busiest second before the first cell
     */
    public ObservedSeries(List<Cell> cells, @Nullable Moment worst, int longestRun, double busiestBefore) {
        this.cells = Collections.unmodifiableList(new ArrayList<>(cells));
        this.worst = worst;
        this.longestRun = longestRun;
        this.busiestBefore = busiestBefore;
    }

    /** The seconds of the last ten minutes in which something happened, in their order. */
    public List<Cell> cells() {
        return cells;
    }

    /** The ten seconds with the largest share of failures, if there were ten calls in them at least. */
    public @Nullable Moment worst() {
        return worst;
    }

    /** The most failures without a success between them. */
    public int longestRun() {
        return longestRun;
    }

    /** Mean number of calls under way in the busiest second in which at most half of the calls failed. */
    public double busiestConcurrency() {
        double busiest = busiestBefore;
        for (Cell cell : cells) {
            if (cell.failures * 2 <= cell.calls) {
                busiest = Math.max(busiest, cell.concurrency);
            }
        }
        return busiest;
    }

    /** The most calls that ended within one of the last seconds. */
    public int mostCallsPerSecond() {
        int most = 0;
        for (Cell cell : cells) {
            most = Math.max(most, cell.calls);
        }
        return most;
    }

    /** One second. Thread-safety: immutable. */
    public static final class Cell {
        private final long second;
        private final int calls;
        private final int failures;
        private final double concurrency;

        /** @param concurrency mean number of calls under way */
        public Cell(long second, int calls, int failures, double concurrency) {
            this.second = second;
            this.calls = calls;
            this.failures = failures;
            this.concurrency = concurrency;
        }

        /** Counted from the beginning of the recording. */
        public long second() {
            return second;
        }

        /** That ended within it. */
        public int calls() {
            return calls;
        }

        public int failures() {
            return failures;
        }
    }

    /** Ten seconds. Thread-safety: immutable. */
    public static final class Moment {
        private final long lastSecond;
        private final int calls;
        private final int failures;

        public Moment(long lastSecond, int calls, int failures) {
            this.lastSecond = lastSecond;
            this.calls = calls;
            this.failures = failures;
        }

        static Moment worse(@Nullable Moment first, Moment second) {
            return first == null || second.share() > first.share() ? second : first;
        }

        public long lastSecond() {
            return lastSecond;
        }

        public int calls() {
            return calls;
        }

        public int failures() {
            return failures;
        }

        /** Of failures, from 0 to 1. */
        public double share() {
            return (double) failures / calls;
        }
    }
}
