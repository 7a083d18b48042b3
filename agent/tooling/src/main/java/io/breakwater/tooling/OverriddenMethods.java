package io.breakwater.tooling;

import io.breakwater.extension.JoinPoint;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Tells whether an application's subclass of a client has a woven method of its own. Where that calls {@code super}, it
 * is half done when we are asked; an adapter that calls the method again would run it from its start.
 *
 * <p>Thread-safety: stateless. Errors: none of its own; a class whose methods cannot be looked at, for want of an
 * optional dependency, counts as one that overrides.
 */
final class OverriddenMethods {
    private OverriddenMethods() {}

    /** @param client the class that declares the join point; nothing is overridden if the receiver is none of its kind */
    static boolean isOverridden(JoinPoint joinPoint, Class<?> receiver, Class<?> client) {
        if (!client.isAssignableFrom(receiver)) {
            return false;
        }
        for (Class<?> type = receiver; type != null && type != client; type = type.getSuperclass()) {
            if (!isOfClient(type, client) && declares(type, joinPoint)) {
                return true;
            }
        }
        return false;
    }

    /** Clients have such subclasses of their own, which are join points themselves where it matters. */
    private static boolean isOfClient(Class<?> type, Class<?> client) {
        return family(type).equals(family(client)) && !isGenerated(type);
    }

    /** The first two segments of the package: {@code org.postgresql}. */
    private static String family(Class<?> type) {
        String name = type.getName();
        int first = name.indexOf('.');
        int second = name.indexOf('.', first + 1);
        int end = second < 0 ? first : second;
        return end < 0 ? "" : name.substring(0, end);
    }

    /** The usual proxies are put into the package of the class that they extend. */
    private static boolean isGenerated(Class<?> type) {
        String name = type.getName();
        return name.contains("$$") || name.contains("$ByteBuddy$") || name.contains("$MockitoMock$");
    }

    private static boolean declares(Class<?> type, JoinPoint joinPoint) {
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(joinPoint.methodName())
                        && !Modifier.isStatic(method.getModifiers())
                        && !Modifier.isPrivate(method.getModifiers())
                        && parameters(method).equals(parameters(joinPoint.descriptor()))) {
                    return true; // a bridge of the compiler's too: it calls the one that does the work
                }
            }
            return false;
        } catch (LinkageError incomplete) {
            return true;
        }
    }

    private static String parameters(Method method) {
        return parameters(
                MethodType.methodType(void.class, method.getParameterTypes()).toMethodDescriptorString());
    }

    private static String parameters(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')'));
    }
}
