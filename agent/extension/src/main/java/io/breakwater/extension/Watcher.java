package io.breakwater.extension;

import org.jspecify.annotations.Nullable;

/**
 * An adapter that looks on: it neither calls a subclass's method again nor answers for it. So it serves an application's
 * subclass that overrides the method and calls {@code super}, too.
 *
 * <p>Loaded by, creation and thread-safety: as every {@link Adapter}.
 */
public interface Watcher extends Adapter {

    /**
     * @return null, unless the receiver is of the very class that declares the method, and so of no subclass; what it throws
     *     ends the call
     */
    @Override
    Object @Nullable [] enter(Object[] call) throws Throwable;

    @Override
    default Object @Nullable [] enterFromOverride(Object[] call) throws Throwable {
        return enter(call);
    }
}
