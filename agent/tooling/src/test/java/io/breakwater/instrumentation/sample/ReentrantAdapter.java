package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.example.app.Door;

/** Uses the client that it guards while it is created. */
public final class ReentrantAdapter implements Adapter {
    private final String seenInConstructor;

    public ReentrantAdapter(Engine engine) {
        seenInConstructor = new Door().withReentrantAdapter();
    }

    @Override
    public Object[] enter(Object[] call) {
        return new Object[] {"guarded after " + seenInConstructor};
    }
}
