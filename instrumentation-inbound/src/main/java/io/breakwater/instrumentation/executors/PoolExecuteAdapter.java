package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A task is given to a {@link ThreadPoolExecutor}. One that runs once is remembered, whatever the application has made of
 * the executor; another is wrapped if the executor is plain, and then of no subclass that could be run a second time.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: immutable.
 */
public final class PoolExecuteAdapter implements Watcher {
    private static final Object[] RETURNED = {null};

    private final Carrier carrier;

    public PoolExecuteAdapter(Engine engine) {
        this.carrier = new Carrier(engine);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        Object task = call[1];
        if (task == null || task instanceof CarriedRunnable) {
            return null;
        }
        Object captured = carrier.captured();
        if (captured == null) {
            return null;
        }
        if (Carrier.runsOnce(task)) {
            Carrier.put(task, captured);
            return null;
        }
        ThreadPoolExecutor pool = (ThreadPoolExecutor) call[0];
        Runnable runnable = (Runnable) task;
        if (!PlainPool.isPlain(pool) || !PlainPool.isNameless(runnable)) {
            return null;
        }
        pool.execute(new CarriedRunnable(carrier, captured, runnable));
        return RETURNED;
    }
}
