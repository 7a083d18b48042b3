package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * As {@link ExecuteAdapter}, with a result. The future that the executor makes of the task is its own; what we wrap is
 * within.
 *
 * <p>Loaded by: the adapter loader of the JDK, once for each join point. Thread-safety: immutable.
 */
public final class SubmitAdapter implements Adapter {
    private final Carrier carrier;
    private final boolean takesCallables;

    public SubmitAdapter(Engine engine, JoinPoint joinPoint) {
        this.carrier = new Carrier(engine);
        this.takesCallables = joinPoint.descriptor().startsWith("(Ljava/util/concurrent/Callable;");
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        Object task = call[1];
        if (task == null
                || task instanceof CarriedRunnable
                || task instanceof CarriedCallable
                || task instanceof ForkJoinTask) {
            return null;
        }
        Object captured = carrier.captured();
        return captured == null ? null : new Object[] {submitted((ExecutorService) call[0], call, captured)};
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the application gets it
    private Object submitted(ExecutorService executor, Object[] call, Object captured) {
        Object task = call[1];
        if (call.length > 2) {
            return executor.submit(new CarriedRunnable(carrier, captured, (Runnable) task), call[2]);
        }
        // What is both is submitted as what it was given as.
        return takesCallables
                ? executor.submit(new CarriedCallable<>(carrier, captured, (Callable<?>) task))
                : executor.submit(new CarriedRunnable(carrier, captured, (Runnable) task));
    }
}
