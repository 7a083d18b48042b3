package io.breakwater.engine.testing;

import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it, with the timer and the pauses that follow it. {@link #nanoTime()}
 * starts one second before {@link Long#MAX_VALUE}, so that a test of more than a second crosses the wrap-around.
 *
 * <p>Thread-safety: thread-safe; tasks run in the thread that moves the time, one after the other, in the order of their
 * due times, and in the order of scheduling where these are equal.
 *
 * <p>Time: its own.
 */
public final class VirtualTime implements TimeSource, Pause, Timer {
    private static final long ORIGIN_NANOS = Long.MAX_VALUE - 1_000_000_000L;
    private static final long ORIGIN_EPOCH_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.dueNanos).thenComparingLong(t -> t.order));
    private long elapsedNanos;
    private long epochOffsetMillis;
    private long scheduled;

    @Override
    public synchronized long nanoTime() {
        return ORIGIN_NANOS + elapsedNanos;
    }

    @Override
    public synchronized long epochMillis() {
        return ORIGIN_EPOCH_MILLIS + epochOffsetMillis + elapsedNanos / 1_000_000;
    }

    /** Sets the wall clock, which goes on from there; {@link #nanoTime()} does not notice. */
    public synchronized void setEpochMillis(long epochMillis) {
        epochOffsetMillis += epochMillis - epochMillis();
    }

    /** What passed since the start. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }

    /** The number of tasks that are scheduled and neither run nor cancelled. */
    public synchronized int pendingTasks() {
        return tasks.size();
    }

    public void advance(Duration duration) {
        advanceNanos(duration.toNanos());
    }

    /** Moves the time on, and runs each task at its due time. 0 runs what is due already. */
    public void advanceNanos(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("nanos: " + nanos + " (expected: >= 0)");
        }
        long endNanos = saturatingSum(elapsed().toNanos(), nanos);
        while (true) {
            Task task = nextUntil(endNanos);
            if (task == null) {
                return;
            }
            task.action.run();
        }
    }

    /** Drops all tasks, as a timer does that is closed: whoever waits is told. */
    public void abandonTasks() {
        for (Runnable dropped : takeTasks()) {
            if (dropped instanceof Wait) {
                ((Wait) dropped).abandon();
            }
        }
    }

    private synchronized List<Runnable> takeTasks() {
        List<Runnable> dropped = new ArrayList<>();
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            dropped.add(task.action);
        }
        return dropped;
    }

    @Override
    public synchronized Handle schedule(long delayNanos, Runnable action) {
        Task task = new Task(saturatingSum(elapsedNanos, Math.max(0, delayNanos)), scheduled++, action);
        tasks.add(task);
        return () -> cancel(task);
    }

    /**
     * Moves the time on until the latch opens, or to the end of the wait. Only what runs in the calling thread, that is a
     * task, can open the latch meanwhile.
     *
     * @throws IllegalStateException if it is an endless wait and no task is left that might open the latch
     */
    @Override
    public boolean await(CountDownLatch latch, long nanos) throws InterruptedException {
        long endNanos = saturatingSum(elapsed().toNanos(), Math.max(0, nanos));
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (latch.getCount() == 0) {
                return true;
            }
            if (endNanos == Long.MAX_VALUE && pendingTasks() == 0) {
                throw new IllegalStateException("nothing is scheduled that could end this wait");
            }
            Task task = nextUntil(endNanos);
            if (task == null) {
                return false;
            }
            task.action.run();
        }
    }

    /** Moves the time to the next task due by then and takes it off, or moves the time to the end and returns null. */
    private synchronized @Nullable Task nextUntil(long endNanos) {
        Task first = tasks.peek();
        if (first == null || first.dueNanos > endNanos) {
            elapsedNanos = Math.max(elapsedNanos, endNanos);
            return null;
        }
        tasks.remove();
        elapsedNanos = Math.max(elapsedNanos, first.dueNanos);
        return first;
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    private static long saturatingSum(long nanos, long more) {
        return nanos > Long.MAX_VALUE - more ? Long.MAX_VALUE : nanos + more;
    }

    private static final class Task {
        final long dueNanos;
        final long order;
        final Runnable action;

        Task(long dueNanos, long order, Runnable action) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.action = action;
        }
    }
}
