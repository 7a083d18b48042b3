package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A task is taken out of a {@link ThreadPoolExecutor}: also where we have wrapped it.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: stateless.
 */
public final class PoolRemoveAdapter implements Adapter {

    /** @param engine as of every adapter; nothing is asked of it here: what is in the queue was wrapped before */
    @SuppressWarnings("UnusedVariable")
    public PoolRemoveAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        Object task = call[1];
        ThreadPoolExecutor pool = (ThreadPoolExecutor) call[0];
        if (!(task instanceof Runnable)
                || task instanceof Either
                || !PlainPool.isPlain(pool)
                || !PlainPool.isNameless((Runnable) task)) {
            return null;
        }
        return new Object[] {pool.remove(new Either((Runnable) task))};
    }

    /** Equals the task and what carries it; queues ask what is looked for, and not what they hold. */
    private static final class Either implements Runnable {
        private final Runnable task;

        Either(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        public int hashCode() {
            return task.hashCode();
        }

        @Override
        @SuppressWarnings("EqualsUnsafeCast")
        public boolean equals(@Nullable Object queued) {
            return task.equals(queued)
                    || (queued instanceof CarriedRunnable && task.equals(((CarriedRunnable) queued).task()));
        }
    }
}
