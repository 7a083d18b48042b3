package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpClient.writeRequests} of {@code sun.net.www.http}: the request is put together, and goes out. If that fails
 * the JDK would write it once more by itself; where our policy decides on such a failure, it must not.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class WriteAdapter implements Watcher {
    private final Engine engine;

    public WriteAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            RequestSnapshot.forbidRepetitionOfWrite();
        } catch (Throwable bug) {
            engine.failedOpen("writeRequests", bug);
        }
        return null;
    }
}
