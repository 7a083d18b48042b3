package io.breakwater.instrumentation.server;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.instrumentation.kit.Faults;
import io.breakwater.instrumentation.kit.WovenEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As {@link WovenEngine}, with adapters for servers that have a class loader of their own, as the agent has them. */
public final class ServersEngine extends WovenEngine {
    private static final String ADAPTERS = "io.breakwater.instrumentation.";

    private final Map<ClassLoader, ClassLoader> loaders = new ConcurrentHashMap<>();

    public ServersEngine(PolicySource policies) {
        super(policies, Faults.none());
    }

    /** For whom this thread works, or null. */
    public Caller current() {
        return engine().context().callerIn(engine().context().capture(getClass()));
    }

    @Override
    protected Class<?> adapterClass(String name, ClassLoader server) throws ClassNotFoundException {
        boolean isOurs = server == null || server == getClass().getClassLoader();
        return isOurs
                ? super.adapterClass(name, server)
                : loaders.computeIfAbsent(server, AdapterLoader::new).loadClass(name);
    }

    private static final class AdapterLoader extends ClassLoader {
        private final ClassLoader own = ServersEngine.class.getClassLoader();

        AdapterLoader(ClassLoader server) {
            super(server);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.breakwater.")) {
                return super.loadClass(name, resolve);
            }
            if (!name.startsWith(ADAPTERS)) {
                return own.loadClass(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = own.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
