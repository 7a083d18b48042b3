package io.breakwater.instrumentation.executors;

import io.breakwater.engine.context.Scope;
import java.util.concurrent.Callable;

/** As {@link CarriedRunnable}. Thread-safety: as the task's. */
final class CarriedCallable<T> implements Callable<T> {
    private final Carrier carrier;
    private final Object captured;
    private final Callable<T> task;

    CarriedCallable(Carrier carrier, Object captured, Callable<T> task) {
        this.carrier = carrier;
        this.captured = captured;
        this.task = task;
    }

    @Override
    public T call() throws Exception {
        Scope scope = carrier.restore(captured);
        try {
            return task.call();
        } finally {
            scope.close();
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
