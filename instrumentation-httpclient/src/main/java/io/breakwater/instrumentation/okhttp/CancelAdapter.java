package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * {@code RealCall.cancel}, and {@code Transmitter.cancel} in 3.14, where the call's own timeout begins: wakes the call if it
 * waits. The client cancels first, and we wake then, so that a wait that is just beginning cannot miss both.
 * The classes are final: nobody overrides the method.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class CancelAdapter implements Adapter {
    private static final ThreadLocal<@Nullable Object> OWN = new ThreadLocal<>();
    private static final Object[] CANCELLED = {null};

    private final Engine engine;

    public CancelAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        Object part = call[0];
        if (OWN.get() == part) {
            OWN.remove();
            return null;
        }
        OWN.set(part);
        try {
            ClientParts.cancel(part);
        } finally {
            OWN.remove();
            wake(part);
        }
        return CANCELLED.clone();
    }

    private void wake(Object part) {
        try {
            Waits.wake(part);
        } catch (Throwable bug) {
            engine.failedOpen("wake", bug);
        }
    }
}
