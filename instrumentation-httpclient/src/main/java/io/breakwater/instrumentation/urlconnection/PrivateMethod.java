package io.breakwater.instrumentation.urlconnection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A method of a class of the JDK's that is not exported to us.
 *
 * <p>Thread-safety: immutable. Errors: finding one throws where it is not there, or not open to us; calling it throws
 * {@link IllegalStateException} for whatever the method throws.
 */
final class PrivateMethod {
    private final Method method;

    private PrivateMethod(Method method) {
        this.method = method;
    }

    static PrivateMethod of(Class<?> type, String name, Class<?>... arguments) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name, arguments);
        method.setAccessible(true);
        return new PrivateMethod(method);
    }

    @Nullable
    Object call(Object owner, @Nullable Object... arguments) {
        try {
            return method.invoke(owner, arguments);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
