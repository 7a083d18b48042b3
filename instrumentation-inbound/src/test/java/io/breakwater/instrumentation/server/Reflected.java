package io.breakwater.instrumentation.server;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** Calls the classes of a server that is in several versions: by name, and by the number and types of the arguments. */
final class Reflected {
    private final ClassLoader loader;

    Reflected(ClassLoader loader) {
        this.loader = loader;
    }

    Object create(String className, Object... arguments) {
        return invoke(null, loaded(className).getConstructors(), arguments);
    }

    Object callStatic(String className, String method, Object... arguments) {
        return invoke(null, named(loaded(className), method), arguments);
    }

    Object call(Object target, String method, Object... arguments) {
        return invoke(target, named(target.getClass(), method), arguments);
    }

    Object proxy(String interfaceName, InvocationHandler handler) {
        return Proxy.newProxyInstance(loader, new Class<?>[] {loaded(interfaceName)}, handler);
    }

    private Class<?> loaded(String className) {
        try {
            return loader.loadClass(className);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Method[] named(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .toArray(Method[]::new);
    }

    private static Object invoke(Object target, Executable[] candidates, Object... arguments) {
        for (Executable candidate : candidates) {
            if (accepts(candidate.getParameterTypes(), arguments)) {
                try {
                    candidate.setAccessible(true);
                    return candidate instanceof Method
                            ? ((Method) candidate).invoke(target, arguments)
                            : ((Constructor<?>) candidate).newInstance(arguments);
                } catch (InvocationTargetException failure) {
                    throw new IllegalStateException(failure.getCause());
                } catch (ReflectiveOperationException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
        throw new IllegalStateException(
                "none of " + Arrays.toString(candidates) + " takes " + Arrays.toString(arguments));
    }

    private static boolean accepts(Class<?>[] types, Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean fits = types[i] == int.class
                    ? arguments[i] instanceof Integer
                    : types[i] == boolean.class ? arguments[i] instanceof Boolean : types[i].isInstance(arguments[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
