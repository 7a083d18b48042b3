package io.breakwater.telemetry.tracing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loader of our classes that bind to one OpenTelemetry API: here they see that API and ours. A tiny counterpart of
 * the adapters' loader.
 *
 * <p>Loaded by: the agent's loader. Thread-safety: used by one thread, to its end.
 */
final class ApiClassLoader extends ClassLoader {
    private static final String OURS = "io.breakwater.";
    private static final String TRACING = "io.breakwater.telemetry.tracing.otel.";
    private static final String METRICS = "io.breakwater.telemetry.metrics.otel.";
    private static final String BOUND_API = TRACING + "BoundApi";

    private final ClassLoader own = ApiClassLoader.class.getClassLoader();
    private final ProtectionDomain domain = ApiClassLoader.class.getProtectionDomain();
    private final boolean shaded;

    private ApiClassLoader(@Nullable ClassLoader api, boolean shaded) {
        super(api);
        this.shaded = shaded;
    }

    /**
     * Binds to an API.
     *
     * @param api the loader that sees it; null is the bootstrap loader
     * @param shaded true if it is the copy inside the OpenTelemetry agent
     * @param inUse true once contexts are in use
     */
    static TraceApi bind(@Nullable ClassLoader api, boolean shaded, GlobalInstance global, BooleanSupplier inUse)
            throws ReflectiveOperationException {
        return (TraceApi) new ApiClassLoader(api, shaded)
                .loadClass(BOUND_API)
                .getDeclaredConstructor(boolean.class, BooleanSupplier.class, BooleanSupplier.class)
                .newInstance(shaded, (BooleanSupplier) global::isSet, inUse);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        if (!name.startsWith(TRACING) && !name.startsWith(METRICS)) {
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
            byte[] bytes = shaded ? ShadedNames.in(read(in)) : read(in);
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] some = new byte[4096];
        for (int length = in.read(some); length >= 0; length = in.read(some)) {
            bytes.write(some, 0, length);
        }
        return bytes.toByteArray();
    }
}
