package io.breakwater.instrumentation.jdkhttp;

import java.net.http.HttpResponse.BodyHandler;
import jdk.internal.net.http.BreakwaterHandler;
import org.jspecify.annotations.Nullable;

/**
 * The mark by which we know our attempts again: the body handler that the client has. It is one on the client's side, and
 * ours is within ({@link ClientSide}).
 *
 * <p>Thread-safety: stateless.
 */
final class AttemptMark {
    private AttemptMark() {}

    /** What the client is given for this handler. */
    static <T> BodyHandler<T> on(AttemptHandler<T> handler) {
        return ClientSide.DEFINED ? Within.wrap(handler) : handler;
    }

    /** True for what {@link #on} has made, here or in an earlier life of the agent. */
    static boolean isOn(@Nullable Object handler) {
        return handler instanceof AttemptHandler || (ClientSide.DEFINED && Within.isOne(handler));
    }

    /** The attempt that goes with a mark, or null if it has ended, or is of an earlier life of the agent. */
    static @Nullable JdkAttempt<?> attemptOf(Object mark) {
        Object handler = ClientSide.DEFINED ? Within.unwrap(mark) : mark;
        return handler instanceof AttemptHandler ? ((AttemptHandler<?>) handler).attempt() : null;
    }

    /** True if the attempt has ended. One of an earlier life goes on, and as if nobody guarded it. */
    static boolean isErased(Object mark) {
        Object handler = ClientSide.DEFINED ? Within.unwrap(mark) : mark;
        return handler == null
                || (handler instanceof AttemptHandler && ((AttemptHandler<?>) handler).attempt() == null);
    }

    /** The attempt has ended. */
    static void erase(BodyHandler<?> mark) {
        if (ClientSide.DEFINED) {
            Within.empty(mark);
        }
    }

    /** Linked only where the class is there. */
    private static final class Within {
        static <T> BodyHandler<T> wrap(AttemptHandler<T> handler) {
            BreakwaterHandler<T> mark = new BreakwaterHandler<>();
            mark.attempt = handler;
            return mark;
        }

        static boolean isOne(@Nullable Object handler) {
            return handler instanceof BreakwaterHandler;
        }

        static @Nullable Object unwrap(Object mark) {
            return ((BreakwaterHandler<?>) mark).attempt;
        }

        static void empty(BodyHandler<?> mark) {
            ((BreakwaterHandler<?>) mark).attempt = null;
        }
    }
}
