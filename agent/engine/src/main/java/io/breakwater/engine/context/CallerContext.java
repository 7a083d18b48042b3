package io.breakwater.engine.context;

import org.jspecify.annotations.Nullable;

/**
 * Where the {@link Caller} of a thread is kept: in the OpenTelemetry context if there is one, else in a place of our own.
 *
 * <p>Thread-safety: implementations are thread-safe. Errors: no method throws; a bug in here is "nobody is known".
 */
public interface CallerContext {

    /**
     * What this thread carries, to be asked later and from any thread; null if nothing. Costs next to nothing: it is asked
     * for each call.
     *
     * @param asking a class of ours whose loader sees what the application sees
     */
    @Nullable
    Object capture(Class<?> asking);

    /** The caller in what was captured, or null if none is known. */
    @Nullable
    Caller callerIn(@Nullable Object captured);

    /** The thread works for this caller until the scope is closed; what it carries besides stays. */
    Scope enter(Caller caller, Class<?> asking);

    /**
     * The thread carries what was captured, in another thread maybe, until the scope is closed: for a later attempt.
     *
     * @param member a member for the baggage that goes out with it, as {@code key=value}, or null
     */
    Scope restore(@Nullable Object captured, @Nullable String member, Class<?> asking);
}
