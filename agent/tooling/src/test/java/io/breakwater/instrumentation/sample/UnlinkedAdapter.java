package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;

/** Needs a class of ours that is not there. */
public final class UnlinkedAdapter implements Adapter {
    public UnlinkedAdapter(Engine engine) {}

    @Override
    public Object[] enter(Object[] call) {
        throw new NoClassDefFoundError("io/breakwater/engine/Absent");
    }
}
