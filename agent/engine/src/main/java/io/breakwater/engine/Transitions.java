package io.breakwater.engine;

import io.breakwater.engine.event.Intervention;
import org.jspecify.annotations.Nullable;

/**
 * The last change of a breaker's state at a destination, for the call that caused it: a breaker tells of it in the thread
 * of that call, and knows no more of it.
 *
 * <p>Thread-safety: thread-safe. Of two changes at once, one may be missed.
 */
final class Transitions {
    private volatile @Nullable Change last;

    void put(Intervention transition) {
        last = new Change(transition, Thread.currentThread().getId());
    }

    /** The change that this thread has just caused, once; null if it caused none. */
    @Nullable
    Intervention take() {
        Change change = last;
        if (change == null || change.threadId != Thread.currentThread().getId()) {
            return null;
        }
        last = null;
        return change.transition;
    }

    private static final class Change {
        final Intervention transition;
        final long threadId;

        Change(Intervention transition, long threadId) {
            this.transition = transition;
            this.threadId = threadId;
        }
    }
}
