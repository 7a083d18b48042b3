package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.jspecify.annotations.Nullable;

/** Stub. */
public final class AsyncExchangeAdapter implements Adapter {
    public AsyncExchangeAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        return null;
    }
}
