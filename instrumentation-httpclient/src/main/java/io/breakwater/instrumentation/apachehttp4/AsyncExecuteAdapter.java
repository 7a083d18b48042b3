package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class AsyncExecuteAdapter implements Adapter {
    public AsyncExecuteAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        return null;
    }
}
