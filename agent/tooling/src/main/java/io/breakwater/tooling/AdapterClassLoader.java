package io.breakwater.tooling;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;

/**
 * The loader of our adapters for one class loader of the application: here they see the client's classes and ours.
 *
 * <p>It defines {@code io.breakwater.instrumentation.*} itself, takes the rest of {@code io.breakwater.*} from the
 * agent's loader, and everything else from the application's.
 *
 * <p>Loaded by: the agent's loader. Thread-safety: loading is parallel capable; {@link #adapter} is called with the
 * loading gate held.
 */
final class AdapterClassLoader extends ClassLoader {
    private static final String OURS = "io.breakwater.";
    private static final String ADAPTERS = "io.breakwater.instrumentation.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader agent;
    // Asked for once: later the application is on the stack, and a security manager may not let it ask.
    private final ProtectionDomain domain = AdapterClassLoader.class.getProtectionDomain();
    private final Map<String, Adapter> adapters = new HashMap<>();

    AdapterClassLoader(ClassLoader application, ClassLoader agent) {
        super(application);
        this.agent = agent;
    }

    /**
     * The one instance of an adapter in this loader; one for each join point if the adapter wants to know at which it is.
     */
    Adapter adapter(JoinPoint joinPoint, Engine engine) throws Throwable {
        String className = joinPoint.adapterClassName();
        Adapter known = adapters.get(className);
        if (known != null) {
            return known;
        }
        Constructor<?> constructor = constructorOf(loadClass(className));
        if (constructor.getParameterCount() == 1) {
            Adapter shared = create(constructor, engine);
            adapters.put(className, shared);
            return shared;
        }
        String name = className + " " + joinPoint;
        Adapter own = adapters.get(name);
        if (own == null) {
            own = create(constructor, engine, joinPoint);
            adapters.put(name, own);
        }
        return own;
    }

    private static Constructor<?> constructorOf(Class<?> adapter) throws NoSuchMethodException {
        try {
            return adapter.getConstructor(Engine.class, JoinPoint.class);
        } catch (NoSuchMethodException servesAllItsJoinPoints) {
            return adapter.getConstructor(Engine.class);
        }
    }

    private static Adapter create(Constructor<?> constructor, Object... arguments) throws Throwable {
        try {
            return (Adapter) constructor.newInstance(arguments);
        } catch (InvocationTargetException wrapper) {
            throw wrapper.getTargetException();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        if (!name.startsWith(ADAPTERS)) {
            return agent.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = Resources.read(agent, name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
