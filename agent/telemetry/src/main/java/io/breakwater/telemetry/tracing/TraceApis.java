package io.breakwater.telemetry.tracing;

import io.breakwater.telemetry.metrics.outlet.Instruments;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds OpenTelemetry: the copy inside the OpenTelemetry agent, else the API that the application uses, as seen by the
 * loader of the class that asks, by the thread's context class loader, or by the system loader.
 *
 * <p>An API is bound to once. What binds hangs on a class of the API, so that it dies with it, and nothing of ours holds a
 * loader of the application. That there is none is believed until OpenTelemetry is seen somewhere.
 *
 * <p>Thread-safety: thread-safe; what is known takes no lock. Errors: never throws.
 */
final class TraceApis {
    private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
    private static final String CONTEXT = "io.opentelemetry.context.Context";
    private static final String SHADED = "io.opentelemetry.javaagent.shaded.";
    private static final int MOST_LOADERS = 64;

    private final ApiSightings sightings;
    private final ClassValue<Slot> byApi = new Slots();
    private volatile Known[] known = new Known[0];
    private volatile @Nullable TraceApi agents;
    private volatile int agentsSoughtAt;

    TraceApis(ApiSightings sightings) {
        this.sightings = sightings;
    }

    /** The API that the asking class's calls are traced with, or null. */
    @Nullable
    TraceApi of(Class<?> asking) {
        int seen = sightings.count();
        if (seen == 0) {
            return null;
        }
        TraceApi agent = agents != null ? agents : agents(seen);
        if (agent != null) {
            return agent;
        }
        try {
            TraceApi first = in(asking.getClassLoader(), seen);
            if (first != null && first.isInUse()) {
                return first;
            }
            TraceApi second = in(Thread.currentThread().getContextClassLoader(), seen);
            if (second != null && second.isInUse()) {
                return second;
            }
            TraceApi third = in(ClassLoader.getSystemClassLoader(), seen);
            return third != null && third.isInUse() ? third : first != null ? first : second != null ? second : third;
        } catch (SecurityException notForUs) {
            return null;
        }
    }

    /**
     * Where our metrics go: to the OpenTelemetry agent, else to the SDK of an application whose calls have been seen; null
     * if there is none that takes metrics.
     */
    @Nullable
    Instruments instruments() {
        int seen = sightings.count();
        if (seen == 0) {
            return null;
        }
        TraceApi agent = agents != null ? agents : agents(seen);
        if (agent != null) {
            return agent.instruments();
        }
        for (Known entry : known) {
            TraceApi api = entry.api.get();
            Instruments found = api == null ? null : api.instruments();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable TraceApi agents(int seen) {
        if (agentsSoughtAt == seen) {
            return null;
        }
        TraceApi found = null;
        try {
            found = bound(Class.forName(SHADED + GLOBAL, false, null), SHADED + CONTEXT, true);
            agents = found;
        } catch (Throwable notThere) {
            // Or not of a kind that we know.
        }
        agentsSoughtAt = seen;
        return found;
    }

    private @Nullable TraceApi in(@Nullable ClassLoader loader, int seen) {
        if (loader == null) {
            return null;
        }
        for (Known entry : known) {
            if (entry.loader.get() == loader) {
                TraceApi api = entry.api.get();
                if (api != null || entry.soughtAt == seen) {
                    return api;
                }
            }
        }
        // The application's own code is on the stack, and a security manager may allow it less than us.
        TraceApi found = AccessController.doPrivileged((PrivilegedAction<@Nullable TraceApi>) () -> find(loader));
        remember(new Known(loader, found, seen));
        return found;
    }

    private @Nullable TraceApi find(ClassLoader loader) {
        try {
            return bound(Class.forName(GLOBAL, false, loader), CONTEXT, false);
        } catch (Throwable notThere) {
            return null; // or not of a kind that we know
        }
    }

    private @Nullable TraceApi bound(Class<?> global, String context, boolean shaded) throws Exception {
        ClassLoader api = global.getClassLoader();
        ClassLoader contexts = Class.forName(context, false, api).getClassLoader();
        GlobalInstance instance = GlobalInstance.of(global);
        return byApi.get(global).api(api, shaded, instance, () -> sightings.isStorageIn(contexts) || instance.isSet());
    }

    private synchronized void remember(Known entry) {
        Known[] next = new Known[Math.min(known.length + 1, MOST_LOADERS)];
        int kept = 0;
        next[kept++] = entry;
        for (Known old : known) {
            ClassLoader loader = old.loader.get();
            if (loader != null && loader != entry.loader.get() && kept < next.length) {
                next[kept++] = old;
            }
        }
        known = Arrays.copyOf(next, kept);
    }

    /** What is known of one loader. */
    private static final class Known {
        final WeakReference<ClassLoader> loader;
        final WeakReference<@Nullable TraceApi> api;
        final int soughtAt;

        Known(ClassLoader loader, @Nullable TraceApi api, int soughtAt) {
            this.loader = new WeakReference<>(loader);
            this.api = new WeakReference<>(api);
            this.soughtAt = soughtAt;
        }
    }

    /** Hangs on a class of the API, and holds what binds to it. */
    private static final class Slot {
        private @Nullable TraceApi api;
        private boolean refused;

        synchronized @Nullable TraceApi api(
                @Nullable ClassLoader loader, boolean shaded, GlobalInstance global, BooleanSupplier inUse) {
            if (api == null && !refused) {
                refused = true;
                try {
                    api = ApiClassLoader.bind(loader, shaded, global, inUse);
                } catch (ReflectiveOperationException | LinkageError strangeVersion) {
                    return null;
                }
            }
            return api;
        }
    }

    private static final class Slots extends ClassValue<Slot> {
        @Override
        protected Slot computeValue(Class<?> api) {
            return new Slot();
        }
    }
}
