package io.breakwater.engine.breaker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a breaker to open. Each is told at most once, and forgotten when told or closed.
 *
 * <p>Thread-safety: thread-safe. Not on the success path: only a call that is about to wait registers. Errors: what a
 * watcher throws is dropped, so that the others are told.
 */
final class Watchers {
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    Watcher add(Runnable onOpened) {
        Watcher watcher = new Watcher(onOpened);
        watchers.add(watcher);
        return watcher;
    }

    void tellAll() {
        for (Watcher watcher : watchers) {
            watcher.tell();
        }
    }

    int count() {
        return watchers.size();
    }

    /** One of them; holds what to run until it has run or is not wanted any more. */
    final class Watcher implements Watch {
        private final AtomicReference<@Nullable Runnable> onOpened;

        Watcher(Runnable onOpened) {
            this.onOpened = new AtomicReference<>(onOpened);
        }

        @Override
        public void close() {
            withdraw();
        }

        /** False if it was told, or closed, before. */
        boolean withdraw() {
            return take() != null;
        }

        void tell() {
            Runnable action = take();
            if (action != null) {
                try {
                    action.run();
                } catch (Throwable ignored) {
                    // The next watcher has the same right to be told.
                }
            }
        }

        private @Nullable Runnable take() {
            watchers.remove(this);
            return onOpened.getAndSet(null);
        }
    }
}
