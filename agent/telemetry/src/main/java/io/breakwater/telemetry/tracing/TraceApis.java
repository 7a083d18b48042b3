package io.breakwater.telemetry.tracing;

import io.breakwater.telemetry.metrics.outlet.Instruments;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
    private final ClassValue<AtomicReference<@Nullable TraceApi>> byApi = new Slots();
    private final Set<AtomicReference<@Nullable TraceApi>> bound = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean forgotten;
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
        return bind(
                byApi.get(global), api, shaded, instance, () -> sightings.isStorageIn(contexts) || instance.isSet());
    }

    /** To an API once; one that is of no kind that we know is not tried again, because {@code known} says so. */
    private @Nullable TraceApi bind(
            AtomicReference<@Nullable TraceApi> slot,
            @Nullable ClassLoader loader,
            boolean shaded,
            GlobalInstance global,
            BooleanSupplier inUse)
            throws ReflectiveOperationException {
        synchronized (slot) { // not all of us: binding loads classes, and that may take locks of the application
            TraceApi api = slot.get();
            if (api == null) {
                api = ApiClassLoader.bind(loader, shaded, global, inUse);
                keep(slot, api);
            }
            return api;
        }
    }

    private synchronized void keep(AtomicReference<@Nullable TraceApi> slot, TraceApi api) {
        if (!forgotten) {
            slot.set(api);
            bound.add(slot);
        }
    }

    /** Lets go of all APIs, for good. */
    synchronized void forget() {
        forgotten = true;
        agents = null; // whoever looks for them again finds none that is kept
        known = new Known[0];
        for (AtomicReference<@Nullable TraceApi> slot : bound) {
            slot.set(null);
        }
        bound.clear();
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

    /** What hangs on a class of the API is a type of the JDK, and is emptied at the end: the class may outlive the agent. */
    private static final class Slots extends ClassValue<AtomicReference<@Nullable TraceApi>> {
        @Override
        protected AtomicReference<@Nullable TraceApi> computeValue(Class<?> api) {
            return new AtomicReference<>();
        }
    }
}
