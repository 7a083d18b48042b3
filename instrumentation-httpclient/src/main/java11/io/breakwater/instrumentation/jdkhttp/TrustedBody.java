package io.breakwater.instrumentation.jdkhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber of ours with the mark that the client gives to its own. It asks for the body of a marked one at once, and
 * for any other in its executor, because {@code getBody} may be the application's code: a change of threads for each call.
 * Ours may have the mark where the subscriber within has it. The mark is an interface of the client that compiled code
 * cannot name, hence the proxy. Java 11 has none, and asks everybody at once.
 *
 * <p>Thread-safety: as the subscriber within. Errors: without access to the mark, subscribers stay as they are.
 */
final class TrustedBody implements InvocationHandler {
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

    private final BodySubscriber<?> subscriber;

    private TrustedBody(BodySubscriber<?> subscriber) {
        this.subscriber = subscriber;
    }

    /** {@code ours}, marked if what it wraps is. */
    static <T> BodySubscriber<T> like(BodySubscriber<T> wrapped, BodySubscriber<T> ours) {
        if (MARKED == null || NEEDS_EXECUTOR == null || !MARKED.isInstance(wrapped)) {
            return ours;
        }
        try {
            return (boolean) NEEDS_EXECUTOR.invokeExact((BodySubscriber<?>) wrapped) ? ours : marked(ours);
        } catch (Throwable withoutAccess) {
            return ours;
        }
    }

    @SuppressWarnings("unchecked") // the mark extends BodySubscriber
    private static <T> BodySubscriber<T> marked(BodySubscriber<T> ours) {
        return (BodySubscriber<T>) Proxy.newProxyInstance(
                TrustedBody.class.getClassLoader(), new Class<?>[] {MARKED}, new TrustedBody(ours));
    }

    @Override
    @SuppressWarnings("unchecked") // the signature of onNext
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object argument = arguments == null ? null : arguments[0];
        switch (method.getName()) {
            case "onSubscribe":
                subscriber.onSubscribe((Flow.Subscription) argument);
                return null;
            case "onNext":
                subscriber.onNext((List<ByteBuffer>) argument);
                return null;
            case "onError":
                subscriber.onError((Throwable) argument);
                return null;
            case "onComplete":
                subscriber.onComplete();
                return null;
            case "getBody":
                return subscriber.getBody();
            case "needsExecutor":
                return false;
            case "equals":
                return proxy == argument;
            case "hashCode":
                return System.identityHashCode(proxy);
            default:
                return subscriber.toString();
        }
    }
}
