package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.example.app.Door;

/** Makes the call itself, as one that repeats it does. */
public final class CallingAgainAdapter implements Adapter {
    private static final ThreadLocal<Boolean> OWN = ThreadLocal.withInitial(() -> false);

    public CallingAgainAdapter(Engine engine) {}

    @Override
    public Object[] enter(Object[] call) {
        if (OWN.get()) {
            return null;
        }
        OWN.set(true);
        try {
            return new Object[] {"guarded " + ((Door) call[0]).knock()};
        } finally {
            OWN.remove();
        }
    }
}
