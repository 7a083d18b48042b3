package io.breakwater.instrumentation.executors;

import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs once is run: on behalf of whoever sent it.
 *
 * <p>Loaded by: the adapter loader of the JDK. Thread-safety: immutable.
 */
public final class RunAdapter implements Adapter {
    private static final Object[] RETURNED = {null};

    private final Carrier carrier;

    public RunAdapter(Engine engine) {
        this.carrier = new Carrier(engine);
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        Object captured = Carrier.taken(call[0]);
        if (captured == null) {
            return null;
        }
        Scope scope = carrier.restore(captured);
        try {
            ((Runnable) call[0]).run();
            return RETURNED;
        } finally {
            scope.close();
        }
    }
}
