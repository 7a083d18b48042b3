package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * A dependent stage of a {@code CompletableFuture} is run by a fork-join pool, which does it by another method than other
 * executors; both do the same.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: immutable.
 */
public final class ExecAdapter implements Adapter {
    /** Java 8 says that the task is done, later versions that it is not; nobody waits for it. */
    private static final boolean RESULT =
            System.getProperty("java.specification.version", "").startsWith("1.");

    private final RunAdapter run;

    public ExecAdapter(Engine engine) {
        this.run = new RunAdapter(engine);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        return run.enter(call) == null ? null : new Object[] {RESULT};
    }
}
