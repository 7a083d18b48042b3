package io.breakwater.tooling;

import io.breakwater.engine.time.Timer;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The engine's timer: one daemon thread, started by the first task.
 *
 * <p>Made for tasks that are nearly all cancelled before they are due, one or more for each call. To schedule one is to
 * push it onto a stack, and to cancel it is to empty it: no lock, no queue to keep in order, and the thread is woken only
 * for a task that is due before it would wake by itself. It sorts what it finds then. As long as tasks come, it looks
 * again after a short rest, even if all that it found are empty: without that it would be woken for the next one, and,
 * where calls are faster than a thread wakes up, for nearly each. Where tasks come very fast it is also woken for every
 * {@value #CROWD} of them, so that empty ones do not pile up.
 *
 * <p>The thread is made when the agent starts, because a thread inherits the access control context, the inheritable
 * thread-locals and the context class loader of its maker: made by the first call, it would keep an application loaded
 * for ever.
 *
 * <p>Thread-safety: thread-safe, lock-free. Whoever schedules pushes first and then reads {@code wakeNanos}; the thread
 * writes it first and then looks at the stack once more, so one of the two sees the other.
 */
final class DaemonTimer implements Timer {
    private static final int CROWD = 4096;

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Far away, and yet comparable with any reading of the clock. */
    private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

    private final Thread thread = new Thread(this::run, "breakwater-timer");
    private final AtomicReference<@Nullable Scheduled> arrivals = new AtomicReference<>();

    /** Written by the thread alone. An old value costs a wake-up too many, never one too few. */
    private volatile long wakeNanos = System.nanoTime();

    private volatile boolean started;
    private volatile boolean closed;

    private final AtomicInteger rounds = new AtomicInteger();

    /** Confined to the thread. */
    private final PriorityQueue<Scheduled> waiting = new PriorityQueue<>();

    private int tidiedSize = CROWD;

    DaemonTimer() {
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    @Override
    public Handle schedule(long delayNanos, Runnable task) {
        if (closed) {
            return afterClose(delayNanos, task);
        }
        long delay = Math.max(0, Math.min(delayNanos, NEVER_NANOS));
        Scheduled scheduled = new Scheduled(System.nanoTime() + delay, task);
        Scheduled top;
        do {
            top = arrivals.get();
            scheduled.below = top;
            scheduled.depth = top == null ? 1 : top.depth + 1;
        } while (!arrivals.compareAndSet(top, scheduled));
        if (!started) {
            start();
        }
        if (scheduled.dueNanos - wakeNanos < 0 || scheduled.depth % CROWD == 0) {
            LockSupport.unpark(thread);
        }
        if (closed && scheduled.take() != null) { // the thread may have looked for the last time before we came
            return afterClose(delayNanos, task);
        }
        return scheduled;
    }

    /** What should run at once still does: objects that the application holds may have something to close. */
    private static Handle afterClose(long delayNanos, Runnable task) {
        if (task instanceof Wait) {
            throw new IllegalStateException("the timer is closed");
        }
        if (delayNanos <= 0) {
            ForkJoinPool.commonPool().execute(task);
        }
        return () -> {};
    }

    private synchronized void start() {
        if (!started) {
            thread.start();
            started = true;
        }
    }

    /** How often the thread has looked for tasks. */
    int rounds() {
        return rounds.get();
    }

    /**
     * How many tasks there are that a call depends on. Asks the timer's thread.
     *
     * @param nanos to wait for the answer at most; without one, 1 is returned
     */
    int neededTasks(long nanos) throws InterruptedException {
        if (!started) {
            return 0;
        }
        Census census = new Census();
        schedule(0, census);
        return census.done.await(nanos, TimeUnit.NANOSECONDS) ? census.needed : 1;
    }

    /** Ends the thread. Whoever waits is told so, and what else there is, is dropped. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the end of the thread, after {@link #close}. */
    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    private void run() {
        while (!closed) {
            rounds.incrementAndGet();
            long nextNanos = takeArrivals() ? Math.min(runDueTasks(), System.nanoTime() + REST_NANOS) : runDueTasks();
            wakeNanos = nextNanos;
            if (takeArrivals() && !waiting.isEmpty() && waiting.peek().dueNanos - nextNanos < 0) {
                continue;
            }
            long restNanos = nextNanos - System.nanoTime();
            if (restNanos > 0 && !closed) {
                LockSupport.parkNanos(this, restNanos);
            }
        }
        boolean unused = takeArrivals();
        for (Scheduled dropped : waiting) {
            dropped.abandon();
        }
        waiting.clear();
    }

    private int countNeeded() {
        int count = 0;
        for (Scheduled scheduled : waiting) {
            count += scheduled.isNeeded() ? 1 : 0;
        }
        return count;
    }

    /** Counts in the timer's thread, to which what waits is confined. */
    private final class Census implements Upkeep {
        private final CountDownLatch done = new CountDownLatch(1);
        private int needed;

        @Override
        public void run() {
            needed = countNeeded();
            done.countDown();
        }

        @Override
        public boolean isNeeded() {
            return false;
        }
    }

    /** True if there were any, empty or not. */
    private boolean takeArrivals() {
        Scheduled top = arrivals.getAndSet(null);
        for (Scheduled arrived = top; arrived != null; ) {
            if (!arrived.isEmpty()) {
                waiting.add(arrived);
            }
            Scheduled below = arrived.below;
            arrived.below = null;
            arrived = below;
        }
        if (waiting.size() > tidiedSize) {
            waiting.removeIf(Scheduled::isEmpty);
            tidiedSize = Math.max(CROWD, waiting.size() * 2);
        }
        return top != null;
    }

    /** Returns when the next one is due. */
    private long runDueTasks() {
        for (Scheduled next = waiting.peek(); next != null; next = waiting.peek()) {
            if (!next.isEmpty() && next.dueNanos - System.nanoTime() > 0) {
                return next.dueNanos;
            }
            waiting.poll();
            next.run();
        }
        return System.nanoTime() + NEVER_NANOS;
    }

    /** A task on its way: on the stack, then among those that wait. Whoever takes the task out runs or drops it. */
    private static final class Scheduled extends AtomicReference<@Nullable Runnable>
            implements Handle, Comparable<Scheduled> {
        private static final long serialVersionUID = 1;

        final long dueNanos;
        transient @Nullable Scheduled below;
        int depth;

        Scheduled(long dueNanos, Runnable task) {
            super(task);
            this.dueNanos = dueNanos;
        }

        boolean isEmpty() {
            return get() == null;
        }

        @Override
        public void cancel() {
            lazySet(null);
        }

        /** The task, if it was neither run nor cancelled nor taken. */
        @Nullable
        Runnable take() {
            return getAndSet(null);
        }

        boolean isNeeded() {
            Runnable task = get();
            return task instanceof Upkeep ? ((Upkeep) task).isNeeded() : task != null;
        }

        void run() {
            Runnable task = take();
            if (task != null) {
                try {
                    task.run();
                } catch (Throwable bug) {
                    // The timer is everybody's: the task alone has failed.
                }
            }
        }

        void abandon() {
            Runnable task = take();
            if (task instanceof Wait) {
                try {
                    ((Wait) task).abandon();
                } catch (Throwable bug) {
                    // The others have the same right to be told.
                }
            }
        }

        @Override
        public int compareTo(Scheduled other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }
}
