package io.breakwater.extension;

import org.jspecify.annotations.Nullable;

/**
 * Our code at one join point. Runs in the application's thread.
 *
 * <p>Loaded by: the adapter loader of the application class loader that defined the client. Created through a
 * public constructor that takes the {@link io.breakwater.engine.Engine}, once per such loader; or, if it has one that
 * takes the {@link JoinPoint} too, once per such loader and join point. Thread-safety: implementations are thread-safe.
 */
public interface Adapter {

    /**
     * Stands in for a call of the method.
     *
     * @param call the receiver, then the arguments; primitives are boxed. The adapter MUST NOT change it
     * @return null to run the method's own body unchanged, or a box: the value to return, as the only element
     * @throws Throwable what the application is to see; a type that the method may throw
     */
    Object @Nullable [] enter(Object[] call) throws Throwable;

    /**
     * Stands in for a call that an application's subclass makes by {@code super}, from within its own override of the method.
     * Whoever called the method of the receiver again would run the override from its start.
     *
     * @param call as of {@link #enter}; the adapter MUST NOT call the method of the receiver
     * @return null, as it is by default, to run the method's own body unchanged, or a box
     * @throws Throwable what the application is to see; a type that the method may throw
     */
    default Object @Nullable [] enterFromOverride(Object[] call) throws Throwable {
        return null;
    }
}
