package io.breakwater.instrumentation.apachehttp5;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous client's chain from its first element on, and the scopes that we send through it. The element's class is
 * not public, and a scope has had a scheduler and a count since 5.1.
 *
 * <p>Thread-safety: immutable. Errors: {@link ReflectiveOperationException} on a client that we do not know.
 */
final class AsyncChain {
    private final Object element;
    private final Method execute;

    AsyncChain(Object element) throws ReflectiveOperationException {
        this.element = element;
        this.execute = Elements.EXECUTE.get(element.getClass());
    }

    void execute(
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        try {
            execute.invoke(element, request, body, scope, callback);
        } catch (InvocationTargetException e) {
            throw AsyncChain.<RuntimeException>clientsOwn(e.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException clientsOwn(@Nullable Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** The scope with another dependency, which is the mark, and another runtime. */
    static AsyncExecChain.Scope scope(
            AsyncExecChain.Scope scope, CancellableDependency dependency, AsyncExecRuntime runtime)
            throws ReflectiveOperationException {
        Scopes scopes = Scopes.INSTANCE;
        if (scopes == null) {
            return new AsyncExecChain.Scope(
                    scope.exchangeId, scope.route, scope.originalRequest, dependency, scope.clientContext, runtime);
        }
        return scopes.create(scope, dependency, runtime);
    }

    private static final class Elements {
        static final ClassValue<Method> EXECUTE = new ClassValue<Method>() {
            @Override
            protected Method computeValue(Class<?> type) {
                // The application's own code is on the stack, and a security manager may allow it less than us.
                return AccessController.doPrivileged((PrivilegedAction<Method>) () -> find(type));
            }

            private Method find(Class<?> type) {
                try {
                    Method method = type.getDeclaredMethod(
                            "execute",
                            HttpRequest.class,
                            AsyncEntityProducer.class,
                            AsyncExecChain.Scope.class,
                            AsyncExecCallback.class);
                    method.setAccessible(true);
                    return method;
                } catch (NoSuchMethodException unknownClient) {
                    throw new IllegalStateException(unknownClient);
                }
            }
        };

        private Elements() {}
    }

    /** What a scope has since 5.1; an attempt counts the client's own repetitions from one. */
    private static final class Scopes {
        static final @Nullable Scopes INSTANCE = newest();

        private final Constructor<AsyncExecChain.Scope> constructor;
        private final java.lang.reflect.Field scheduler;

        private Scopes(Constructor<AsyncExecChain.Scope> constructor, java.lang.reflect.Field scheduler) {
            this.constructor = constructor;
            this.scheduler = scheduler;
        }

        private static @Nullable Scopes newest() {
            try {
                Class<AsyncExecChain.Scope> type = AsyncExecChain.Scope.class;
                java.lang.reflect.Field scheduler = type.getField("scheduler");
                return new Scopes(
                        type.getConstructor(
                                String.class,
                                HttpRoute.class,
                                HttpRequest.class,
                                CancellableDependency.class,
                                HttpClientContext.class,
                                AsyncExecRuntime.class,
                                scheduler.getType(),
                                java.util.concurrent.atomic.AtomicInteger.class),
                        scheduler);
            } catch (ReflectiveOperationException version50) {
                return null;
            }
        }

        AsyncExecChain.Scope create(
                AsyncExecChain.Scope scope, CancellableDependency dependency, AsyncExecRuntime runtime)
                throws ReflectiveOperationException {
            return constructor.newInstance(
                    scope.exchangeId,
                    scope.route,
                    scope.originalRequest,
                    dependency,
                    scope.clientContext,
                    runtime,
                    scheduler.get(scope),
                    new java.util.concurrent.atomic.AtomicInteger(1));
        }
    }
}
