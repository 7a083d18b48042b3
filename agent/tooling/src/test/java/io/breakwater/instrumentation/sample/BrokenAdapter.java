package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;

/** Cannot be created. */
public final class BrokenAdapter implements Adapter {
    public BrokenAdapter(Engine engine) {
        throw new IllegalStateException("a bug");
    }

    @Override
    public Object[] enter(Object[] call) {
        return new Object[] {"never"};
    }
}
