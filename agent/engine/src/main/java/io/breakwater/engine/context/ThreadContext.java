package io.breakwater.engine.context;

import org.jspecify.annotations.Nullable;

/**
 * The place of our own: one {@link Caller} per thread. Nothing inherits it, and nothing remains after the scope.
 *
 * <p>Thread-safety: thread-safe. Memory: nothing in a thread that serves no request.
 */
public final class ThreadContext implements CallerContext {
    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    @Override
    public @Nullable Object capture(Class<?> asking) {
        return CURRENT.get();
    }

    @Override
    public @Nullable Caller callerIn(@Nullable Object captured) {
        return captured instanceof Caller ? (Caller) captured : null;
    }

    @Override
    public Scope enter(Caller caller, Class<?> asking) {
        Caller before = CURRENT.get();
        CURRENT.set(caller);
        return () -> set(before);
    }

    @Override
    public Scope restore(@Nullable Object captured, @Nullable String member, Class<?> asking) {
        Caller caller = callerIn(captured);
        return caller == null || caller == CURRENT.get() ? Scope.NONE : enter(caller, asking);
    }

    private static void set(@Nullable Caller caller) {
        if (caller == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(caller);
        }
    }
}
