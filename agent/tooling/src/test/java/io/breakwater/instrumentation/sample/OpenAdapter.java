package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.io.IOException;

/** Answers with the key and the loader of this class. */
public final class OpenAdapter implements Adapter {
    public OpenAdapter(Engine engine) {}

    @Override
    public Object[] enter(Object[] call) throws Throwable {
        if (call[1].equals("stolen")) {
            throw new IOException("refused");
        }
        boolean plain = call[1].equals("plain");
        return plain ? null : new Object[] {"guarded " + call[1] + " by " + System.identityHashCode(getClass())};
    }
}
