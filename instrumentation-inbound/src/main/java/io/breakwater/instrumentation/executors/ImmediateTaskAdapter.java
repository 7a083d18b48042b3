package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task is given to a {@link java.util.concurrent.ScheduledThreadPoolExecutor}. Only one that is due at once is the
 * sender's; what comes later, or again and again, is background work.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: immutable.
 */
public final class ImmediateTaskAdapter implements Watcher {
    private final Carrier carrier;

    public ImmediateTaskAdapter(Engine engine) {
        this.carrier = new Carrier(engine);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        Object captured = carrier.captured();
        // One that the application has decorated is of its own class, and runs by its own method.
        if (captured != null && Carrier.runsOnce(call[1])) {
            RunnableScheduledFuture<?> task = (RunnableScheduledFuture<?>) call[1];
            if (!task.isPeriodic() && task.getDelay(TimeUnit.NANOSECONDS) <= 0) {
                Carrier.put(task, captured);
            }
        }
        return null;
    }
}
