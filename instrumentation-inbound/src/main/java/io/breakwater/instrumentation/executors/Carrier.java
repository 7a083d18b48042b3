package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.WeakMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What of the sending thread goes along with a task.
 *
 * <p>Loaded by: the adapter loader of the JDK, of which there is one; that is why {@link #TASKS} is seen by all adapters.
 * Thread-safety: thread-safe. Errors: no method throws.
 */
final class Carrier {
    /** What goes along with tasks that run once, until they do. */
    private static final WeakMap<Object, Object> TASKS = new WeakMap<>();

    private final Engine engine;

    Carrier(Engine engine) {
        this.engine = engine;
    }

    /** What this thread has to hand on, or null if it works for nobody that we know. */
    @Nullable
    Object captured() {
        try {
            if (!engine.inbound().deadline().isAcrossExecutors()) {
                return null;
            }
            CallerContext context = engine.context();
            Object captured = context.capture(Carrier.class);
            return context.callerIn(captured) == null ? null : captured;
        } catch (Throwable bug) {
            engine.failedOpen("across executors", bug);
            return null;
        }
    }

    Scope restore(Object captured) {
        try {
            return engine.context().restore(captured, null, Carrier.class);
        } catch (Throwable bug) {
            engine.failedOpen("across executors", bug);
            return Scope.NONE;
        }
    }

    /**
     * True for what the JDK makes anew for each submission, and runs once. Any other task may be waiting in the same or
     * another queue already, on behalf of somebody else: a lambda that captures nothing is one object for all.
     */
    static boolean runsOnce(Object task) {
        return task instanceof FutureTask || task instanceof CompletableFuture.AsynchronousCompletionTask;
    }

    /** For {@link #taken}; the first sender counts. */
    static void put(Object task, Object captured) {
        TASKS.putIfAbsent(task, captured);
    }

    /** What goes along with this task, or null; only once. */
    static @Nullable Object taken(Object task) {
        Object captured = TASKS.get(task);
        if (captured != null) {
            TASKS.remove(task);
        }
        return captured;
    }
}
