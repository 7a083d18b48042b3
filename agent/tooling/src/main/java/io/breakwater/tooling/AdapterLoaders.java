package io.breakwater.tooling;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One {@link AdapterClassLoader} per class loader of the application. Both are held weakly: an adapter loader lives as
 * long as the classes whose adapters come from it, and no loader of the application lives longer because of us.
 *
 * <p>Thread-safety: called with the loading gate held.
 */
final class AdapterLoaders {
    private final Instrumentation instrumentation;
    private final JavaPlatform platform;
    private final List<String> openedPackages;
    private final ClassLoader agent;
    private final Map<@Nullable ClassLoader, WeakReference<AdapterClassLoader>> loaders = new WeakHashMap<>();

    AdapterLoaders(
            JavaPlatform platform, Instrumentation instrumentation, List<String> openedPackages, ClassLoader agent) {
        this.platform = platform;
        this.instrumentation = instrumentation;
        this.openedPackages = openedPackages;
        this.agent = agent;
    }

    /** @param application the loader of the client's classes; null is the bootstrap loader */
    AdapterClassLoader of(@Nullable ClassLoader application) {
        WeakReference<AdapterClassLoader> reference = loaders.get(application);
        AdapterClassLoader loader = reference == null ? null : reference.get();
        if (loader == null) {
            loader = new AdapterClassLoader(application != null ? application : topLoader(), agent);
            platform.open(openedPackages, instrumentation, agent, loader);
            loaders.put(application, new WeakReference<>(loader));
        }
        return loader;
    }

    /** The platform loader, on Java 8 the extension loader. */
    private static ClassLoader topLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }
}
