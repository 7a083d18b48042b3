package io.breakwater.instrumentation.executors;

import io.breakwater.engine.context.Scope;

/** A task with what goes along with it. Thread-safety: as the task's. */
final class CarriedRunnable implements Runnable {
    private final Carrier carrier;
    private final Object captured;
    private final Runnable task;

    CarriedRunnable(Carrier carrier, Object captured, Runnable task) {
        this.carrier = carrier;
        this.captured = captured;
        this.task = task;
    }

    Runnable task() {
        return task;
    }

    @Override
    public void run() {
        Scope scope = carrier.restore(captured);
        try {
            task.run();
        } finally {
            scope.close();
        }
    }

    /** In the message of a rejection, for instance. */
    @Override
    public String toString() {
        return task.toString();
    }
}
