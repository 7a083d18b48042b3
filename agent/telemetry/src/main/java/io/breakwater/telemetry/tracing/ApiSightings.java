package io.breakwater.telemetry.tracing;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where OpenTelemetry has been seen at work. Whoever sees all classes as they are loaded tells it of two: the one that
 * OpenTelemetry initialises when a context is first asked for, and the one that holds the global instance. So nothing is
 * looked for where there is nothing to be found, what comes later is found at once, and we are never the first to touch
 * OpenTelemetry, which would keep the application from setting it up.
 *
 * <p>Loaded by: the agent's loader, in the premain. Thread-safety: thread-safe. Holds loaders weakly. Errors: never throws.
 */
public final class ApiSightings {
    static final String SHADED = "io/opentelemetry/javaagent/shaded/";
    private static final String STORAGE = "io/opentelemetry/context/LazyStorage";
    private static final String GLOBAL = "io/opentelemetry/api/GlobalOpenTelemetry";
    private static final int MOST_LOADERS = 256;

    private final AtomicInteger count = new AtomicInteger();
    private volatile Storage[] storages = new Storage[0];

    /** A class is being loaded, or is there already. Costs two comparisons of the end of a text. */
    public void onClass(@Nullable ClassLoader loader, String internalName) {
        if (internalName.endsWith("/LazyStorage") && isEither(internalName, STORAGE)) {
            addStorage(loader);
            count.incrementAndGet();
        } else if (internalName.endsWith("/GlobalOpenTelemetry") && isEither(internalName, GLOBAL)) {
            count.incrementAndGet();
        }
    }

    private static boolean isEither(String name, String own) {
        return name.equals(own)
                || (name.length() == SHADED.length() + own.length() && name.startsWith(SHADED) && name.endsWith(own));
    }

    private synchronized void addStorage(@Nullable ClassLoader loader) {
        int kept = 0;
        Storage[] old = storages;
        Storage[] next = new Storage[Math.min(old.length + 1, MOST_LOADERS)];
        for (Storage storage : old) {
            if (!storage.isGone() && kept < next.length - 1) {
                next[kept++] = storage;
            }
        }
        next[kept++] = new Storage(loader);
        storages = Arrays.copyOf(next, kept);
    }

    /** How often something was seen; what was not found is worth looking for again when it has changed. */
    int count() {
        return count.get();
    }

    /** True if contexts are in use in the API of that loader. */
    boolean isStorageIn(@Nullable ClassLoader loader) {
        for (Storage storage : storages) {
            if (storage.isOf(loader)) {
                return true;
            }
        }
        return false;
    }

    private static final class Storage {
        private final boolean bootstrap;
        private final WeakReference<@Nullable ClassLoader> loader;

        Storage(@Nullable ClassLoader loader) {
            this.bootstrap = loader == null;
            this.loader = new WeakReference<>(loader);
        }

        boolean isOf(@Nullable ClassLoader other) {
            return other == null ? bootstrap : loader.get() == other;
        }

        boolean isGone() {
            return !bootstrap && loader.get() == null;
        }
    }
}
