package io.breakwater.tooling;

import io.breakwater.extension.JoinPoint;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.security.CodeSource;
import java.util.Set;

/**
 * Tells whether an application's subclass of a client has a woven method of its own. Where that calls {@code super}, it
 * is half done when we are asked; an adapter that calls the method again would run it from its start.
 *
 * <p>Thread-safety: stateless. Errors: none of its own; a class whose methods cannot be looked at, for want of an
 * optional dependency, counts as one that overrides.
 */
final class OverriddenMethods {
    private OverriddenMethods() {}

    /**
     * @param client the class that declares the join point; nothing is overridden if the receiver is none of its kind
     * @param packages those of the client, by name
     */
    static boolean isOverridden(JoinPoint joinPoint, Class<?> receiver, Class<?> client, Set<String> packages) {
        if (!client.isAssignableFrom(receiver)) {
            return false;
        }
        for (Class<?> type = receiver; type != null && type != client; type = type.getSuperclass()) {
            if (!isOfClient(type, client, packages) && declares(type, joinPoint)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Clients have such subclasses of their own, which are join points themselves where it matters. They come from where the
     * client does, and lie beside its woven classes: a name alone tells little, because any application may use it, and the
     * place alone neither, where an application and its libraries are one jar. Whoever is in doubt is the application's: that
     * costs a guard, and the other mistake would run its code twice.
     */
    private static boolean isOfClient(Class<?> type, Class<?> client, Set<String> packages) {
        return packages.contains(SiteTable.packageOf(type.getName()))
                && type.getClassLoader() == client.getClassLoader()
                && placeOf(type).equals(placeOf(client))
                && !isGenerated(type);
    }

    /** The jar or directory, as text: two URLs are compared by looking up their hosts. Empty for the JDK. */
    static String placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location == null ? "" : location.toExternalForm();
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
