package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.OwnCall;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ThreadPoolExecutor} gives its waiting tasks back: those of the application, without what we wrapped them in.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: thread-safe.
 */
public final class PoolShutdownAdapter implements Adapter {
    private final OwnCall own = new OwnCall();

    /** @param engine as of every adapter; nothing is asked of it here: what is in the queue was wrapped before */
    @SuppressWarnings("UnusedVariable")
    public PoolShutdownAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) call[0];
        if (own.take() || !PlainPool.isPlain(pool)) {
            return null;
        }
        own.begin();
        try {
            return new Object[] {unwrapped(pool.shutdownNow())};
        } finally {
            own.end();
        }
    }

    private static List<Runnable> unwrapped(List<Runnable> tasks) {
        tasks.replaceAll(task -> task instanceof CarriedRunnable ? ((CarriedRunnable) task).task() : task);
        return tasks;
    }
}
