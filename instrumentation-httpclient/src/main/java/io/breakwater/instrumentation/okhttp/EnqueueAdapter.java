package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import io.breakwater.extension.WeakMap;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * {@code RealCall.enqueue}: a thread of the dispatcher will make the call, on behalf of whom this thread works for.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class EnqueueAdapter implements Watcher {
    /** What the threads carried that gave the calls away; nothing for those of nobody. */
    private static final WeakMap<Call, Object> CAPTURED = new WeakMap<>();

    private final Engine engine;

    public EnqueueAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            Object captured = engine.context().capture(EnqueueAdapter.class);
            if (captured != null) {
                CAPTURED.put((Call) call[0], captured);
            }
        } catch (Throwable bug) {
            engine.failedOpen("enqueue", bug);
        }
        return null;
    }

    /** What the thread carried that gave the call away, or null. */
    static @Nullable Object capturedFor(Call call) {
        return CAPTURED.get(call);
    }
}
