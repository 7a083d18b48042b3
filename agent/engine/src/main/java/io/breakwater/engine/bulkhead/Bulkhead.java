package io.breakwater.engine.bulkhead;

import io.breakwater.engine.policy.BulkheadPolicy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the calls under way to one destination. Calls beyond it may queue, as many as may be under way, and are
 * served in the order in which they came: nobody gets in while somebody waits.
 *
 * <p>Thread-safety: thread-safe, lock-free: all counts are in {@code counts}. Time: none; how long to wait is the
 * caller's business. Errors: never throws.
 */
public final class Bulkhead {
    // Both counts share one word, so that "a permit is free and nobody waits" is one look and one compare-and-set. A
    // call
    // that queues is counted as waiting first and is in the queue a moment later; it then serves the queue itself, so a
    // permit that was freed in between is not lost. Only one thread at a time serves the queue (requests to serve are
    // counted, and the serving thread goes on until it has seen them all); therefore the head of the queue is only ever
    // granted by one thread, and releasing from within onGranted does not recurse.

    private static final long ONE_WAITING = 1L << Integer.SIZE;

    /** Waiting calls in the upper half, granted permits in the lower one. */
    private final AtomicLong counts = new AtomicLong();

    private final Queue<QueuedCall> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requestsToServe = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Configuration, not state: written by reload alone. */
    private volatile BulkheadPolicy policy;

    public Bulkhead(BulkheadPolicy policy) {
        this.policy = policy;
    }

    /** Takes a permit, which the caller MUST release; false if there is none, or if others wait for one. */
    public boolean tryAcquire() {
        while (true) {
            long current = counts.get();
            if (waiting(current) > 0 || granted(current) >= policy.maxConcurrentCalls()) {
                return false;
            }
            if (counts.compareAndSet(current, current + 1)) {
                noteConcurrent(granted(current) + 1);
                return true;
            }
        }
    }

    /**
     * Waits in the queue. {@code onGranted} runs once, when the waiter owns a permit: in a thread that releases one, or
     * before this method returns. It must not block.
     *
     * @return null if the queue is full
     */
    public @Nullable Waiter enqueue(Runnable onGranted) {
        if (!countWaiter()) {
            return null;
        }
        QueuedCall call = new QueuedCall(this, onGranted);
        queue.add(call);
        serveQueue();
        return call;
    }

    /** Takes a permit even if there is none left: where the limit is observed and not enforced. */
    public void acquireBeyondLimit() {
        noteConcurrent(granted(counts.incrementAndGet()));
    }

    /** Gives a permit back: to the first waiter, or for the next call to take. One release too many has no effect. */
    public void release() {
        while (true) {
            long current = counts.get();
            if (granted(current) == 0) {
                return;
            }
            if (counts.compareAndSet(current, current - 1)) {
                if (waiting(current) > 0) {
                    serveQueue();
                }
                return;
            }
        }
    }

    public int concurrentCalls() {
        return granted(counts.get());
    }

    /** The most calls that were ever under way at once, those let in beyond an observed limit included. */
    public int mostConcurrentCalls() {
        return most.get();
    }

    /** Nearly always a mere look at a number that does not change. */
    private void noteConcurrent(int calls) {
        if (calls > most.get()) {
            most.accumulateAndGet(calls, Math::max);
        }
    }

    public int waitingCalls() {
        return waiting(counts.get());
    }

    /** The policy in force. */
    public BulkheadPolicy policy() {
        return policy;
    }

    /** A higher limit serves waiters at once. A lower one revokes nothing: released permits are not granted again. */
    public void configure(BulkheadPolicy next) {
        if (next != policy) {
            policy = next;
            serveQueue();
        }
    }

    /** The call was cancelled: it neither counts nor takes up room any more. */
    void forget(QueuedCall call) {
        counts.addAndGet(-ONE_WAITING);
        queue.remove(call);
    }

    private boolean countWaiter() {
        while (true) {
            long current = counts.get();
            if (waiting(current) >= policy.maxConcurrentCalls()) {
                return false;
            }
            if (counts.compareAndSet(current, current + ONE_WAITING)) {
                return true;
            }
        }
    }

    private void serveQueue() {
        int seen = requestsToServe.incrementAndGet();
        if (seen != 1) {
            return;
        }
        while (seen != 0) {
            while (hasPermitForWaiter() && serveFirst()) {
                // Until permits or waiters run out.
            }
            seen = requestsToServe.addAndGet(-seen);
        }
    }

    private boolean hasPermitForWaiter() {
        long current = counts.get();
        return waiting(current) > 0 && granted(current) < policy.maxConcurrentCalls();
    }

    /** False if nobody is in the queue yet; whoever is about to be serves it then. */
    private boolean serveFirst() {
        QueuedCall first = queue.poll();
        if (first == null) {
            return false;
        }
        if (first.claim()) {
            noteConcurrent(granted(counts.addAndGet(1 - ONE_WAITING)));
            first.tell();
        }
        return true;
    }

    private static int waiting(long counts) {
        return (int) (counts >>> Integer.SIZE);
    }

    private static int granted(long counts) {
        return (int) counts;
    }
}
