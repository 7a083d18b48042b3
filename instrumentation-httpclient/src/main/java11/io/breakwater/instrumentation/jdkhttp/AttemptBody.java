package io.breakwater.instrumentation.jdkhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse.BodySubscriber;
import jdk.internal.net.http.BreakwaterSubscriber;
import org.jspecify.annotations.Nullable;

/**
 * A body subscriber of ours. The client is given one on its own side, and ours is within ({@link ClientSide}).
 *
 * <p>The client gives a mark to its own subscribers: it asks for the body of a marked one at once, and for any other in its
 * executor, because {@code getBody} may be the application's code: a change of threads for each call. Ours may have the
 * mark where the subscriber that it wraps has it. The mark is an interface of the client that compiled code cannot name,
 * hence a proxy. Java 11 has none, and asks everybody at once.
 *
 * <p>Thread-safety: as the subclass. Errors: without access to the mark, subscribers are not marked.
 *
 * @param <T> the body's type
 */
abstract class AttemptBody<T> implements BodySubscriber<T> {
    private static final String MARK = "jdk.internal.net.http.ResponseSubscribers$TrustedSubscriber";

    private static final @Nullable Class<?> MARKED;
    private static final @Nullable MethodHandle NEEDS_EXECUTOR;

    static {
        Class<?> marked = null;
        MethodHandle needsExecutor = null;
        try {
            marked = Class.forName(MARK, false, BodySubscriber.class.getClassLoader());
            needsExecutor = MethodHandles.privateLookupIn(marked, MethodHandles.lookup())
                    .findStatic(marked, "needsExecutor", MethodType.methodType(boolean.class, BodySubscriber.class));
        } catch (ReflectiveOperationException | RuntimeException unknownClient) {
            // Another change of threads for each call, and nothing else.
        }
        MARKED = marked;
        NEEDS_EXECUTOR = needsExecutor;
    }

    private @Nullable BreakwaterSubscriber<T> clientSide;

    /** What the client is given: for {@code wrapped}, if that is not null, and with the same mark. */
    final BodySubscriber<T> forClient(@Nullable BodySubscriber<T> wrapped) {
        if (!ClientSide.DEFINED) {
            return this;
        }
        BreakwaterSubscriber<T> around = new BreakwaterSubscriber<>(this);
        clientSide = around;
        return wrapped != null && isMarked(wrapped) ? marked(around) : around;
    }

    private static boolean isMarked(BodySubscriber<?> subscriber) {
        if (MARKED == null || NEEDS_EXECUTOR == null || !MARKED.isInstance(subscriber)) {
            return false;
        }
        try {
            return !(boolean) NEEDS_EXECUTOR.invokeExact(subscriber);
        } catch (Throwable withoutAccess) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // the mark extends BodySubscriber
    private static <T> BodySubscriber<T> marked(BreakwaterSubscriber<T> around) {
        return (BodySubscriber<T>)
                Proxy.newProxyInstance(BodySubscriber.class.getClassLoader(), new Class<?>[] {MARKED}, around);
    }

    /** Cut off by us: the client may not say that it is over. */
    final void endForClient() {
        BreakwaterSubscriber<T> around = clientSide;
        if (around != null) {
            around.end();
        }
    }
}
