package io.breakwater.instrumentation.okhttp;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What of ours is under way in this thread, innermost first. The client runs a whole attempt in one thread, and within it
 * the application may make other calls, to get a token for instance: those have a place of their own on top, or, if
 * nobody guards them, are told apart by their call.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class Nesting {
    private static final ThreadLocal<@Nullable Nesting> TOP = new ThreadLocal<>();

    private final Interceptor interceptor;
    private final Interceptor.Chain chain;
    private final @Nullable OkAttempt attempt;
    private final @Nullable IOException refusal;
    private boolean entered;

    private Nesting(
            Interceptor interceptor,
            Interceptor.Chain chain,
            @Nullable OkAttempt attempt,
            @Nullable IOException refusal) {
        this.interceptor = interceptor;
        this.chain = chain;
        this.attempt = attempt;
        this.refusal = refusal;
    }

    /**
     * Calls the client past our own join point.
     *
     * @param attempt null for a call that nobody guards
     * @param refusal what the client is to fail with if it needs the network, or null
     */
    static Response intercept(
            Interceptor interceptor,
            Interceptor.Chain chain,
            @Nullable OkAttempt attempt,
            @Nullable IOException refusal)
            throws IOException {
        Nesting outer = TOP.get();
        TOP.set(new Nesting(interceptor, chain, attempt, refusal));
        try {
            return interceptor.intercept(chain);
        } finally {
            if (outer == null) {
                TOP.remove();
            } else {
                TOP.set(outer);
            }
        }
    }

    /** True once for each {@link #intercept}: the call that it makes itself. */
    static boolean isOurs(Interceptor.Chain chain) {
        Nesting top = TOP.get();
        if (top == null || top.entered || top.chain != chain) {
            return false;
        }
        top.entered = true;
        return true;
    }

    /** What is under way for this call, or null. */
    static @Nullable Nesting of(Call call) {
        Nesting top = TOP.get();
        return top != null && top.chain.call() == call ? top : null;
    }

    /** What is under way in this interceptor, of which each call has its own, or null. */
    static @Nullable Nesting in(Object interceptor) {
        Nesting top = TOP.get();
        return top != null && top.interceptor == interceptor ? top : null;
    }

    /** The attempt under way, of whatever call, or null. */
    static @Nullable OkAttempt current() {
        Nesting top = TOP.get();
        return top == null ? null : top.attempt;
    }

    @Nullable
    OkAttempt attempt() {
        return attempt;
    }

    /** What the client is to fail with if it needs the network, or null. */
    @Nullable
    IOException refusal() {
        return refusal;
    }
}
