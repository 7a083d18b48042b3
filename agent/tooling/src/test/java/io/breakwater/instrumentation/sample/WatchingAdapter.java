package io.breakwater.instrumentation.sample;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;

/** Shows that it was there by what it throws. */
public final class WatchingAdapter implements Watcher {
    public WatchingAdapter(Engine engine) {}

    @Override
    public Object[] enter(Object[] call) throws IOException {
        throw new IOException("watched");
    }
}
