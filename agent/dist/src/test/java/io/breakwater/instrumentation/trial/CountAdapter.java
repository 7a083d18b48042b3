package io.breakwater.instrumentation.trial;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;

/** Doubles what is positive, refuses the rest. */
public final class CountAdapter implements Adapter {
    public CountAdapter(Engine engine) {}

    @Override
    public Object[] enter(Object[] call) throws Throwable {
        int most = (Integer) call[1];
        if (most < 0) {
            throw new InterruptedException("refused");
        }
        return new Object[] {most * 2};
    }
}
