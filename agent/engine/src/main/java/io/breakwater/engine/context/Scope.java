package io.breakwater.engine.context;

/** What holds in this thread until it is closed, in the same thread. Errors: closing never throws. */
@FunctionalInterface
public interface Scope extends AutoCloseable {
    /** Nothing to undo. */
    Scope NONE = () -> {};

    @Override
    void close();
}
