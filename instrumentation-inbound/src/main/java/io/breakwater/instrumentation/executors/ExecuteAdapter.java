package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * A task is given to an executor of the JDK that shows it to nobody: a {@link java.util.concurrent.ForkJoinPool}, or one
 * that starts a thread for each.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: immutable.
 */
public final class ExecuteAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    private final Carrier carrier;

    public ExecuteAdapter(Engine engine) {
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
        if (task instanceof ForkJoinTask) {
            return null;
        }
        ((Executor) call[0]).execute(new CarriedRunnable(carrier, captured, (Runnable) task));
        return RETURNED;
    }
}
