package io.breakwater.engine;

/**
 * Where the handlers of our own bugs lead: the session is told, and lets everything through from now on.
 *
 * <p>A class of its own because nothing loads it before the first bug. Until then the JIT compiles no handler that begins
 * with it, and the session, which only a handler would give out of hand, needs no memory while calls go well.
 *
 * <p>Thread-safety: stateless. Errors: never throws.
 */
final class FailOpen {
    private FailOpen() {}

    /** To be the first that a handler on the success path does. */
    static void mark(CallSession session, String where, Throwable bug) {
        session.failOpen(where, bug);
    }
}
