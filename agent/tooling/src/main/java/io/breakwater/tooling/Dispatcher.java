package io.breakwater.tooling;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What answers through the bridge: finds the adapter for a site and a receiver, and asks it.
 *
 * <p>Adapters hang on the receiver's class by {@link ClassValue}, so they die with it. Only JDK types hang there
 * directly, and {@link #forget} empties them, so that after an uninstall no class of the JDK keeps the agent alive.
 *
 * <p>Thread-safety: thread-safe; a call whose adapter is there takes no lock. Errors: what the adapter throws goes to the
 * application. An adapter that cannot be loaded is a plain call, for good, with one line on the log for each site. Where an
 * application's subclass overrides the method, the adapter is told so, or would run the override twice.
 */
final class Dispatcher implements BiFunction<Integer, Object[], Object @Nullable []> {
    private static final String OURS = "io.breakwater.";
    private static final Adapter PLAIN_CALL = new PlainCall();

    private final SiteTable sites;
    private final EngineStart engines;
    private final AdapterLoaders loaders;
    private final LoadingGate gate;
    private final AgentLog log;
    private final MetClients met;
    private final BitSet reported = new BitSet();
    private final Set<AtomicReferenceArray<Adapter>> bound = Collections.newSetFromMap(new WeakHashMap<>());
    private final ClassValue<AtomicReferenceArray<Adapter>> byReceiver = new BoundAdapters();

    /** Read and written with the gate held. */
    private boolean forgotten;

    Dispatcher(SiteTable sites, EngineStart engines, AdapterLoaders loaders, LoadingGate gate, AgentLog log) {
        this.sites = sites;
        this.engines = engines;
        this.loaders = loaders;
        this.gate = gate;
        this.log = log;
        this.met = new MetClients(log);
    }

    @Override
    public Object @Nullable [] apply(Integer number, Object[] call) {
        int site = number;
        Class<?> receiver = call[0].getClass();
        AtomicReferenceArray<Adapter> adapters = byReceiver.get(receiver);
        Adapter adapter = adapters.get(site);
        if (adapter == null) {
            adapter = bind(site, receiver, adapters);
        }
        try {
            return adapter.enter(call);
        } catch (RuntimeException | Error unchecked) {
            if (!isThrownByUs(unchecked)) {
                throw unchecked;
            }
            if (unchecked instanceof LinkageError) {
                adapters.set(site, PLAIN_CALL); // a class of ours that cannot be had now cannot be had later
            }
            failOpen(site, unchecked);
            return null;
        } catch (Throwable forTheApplication) {
            throw Dispatcher.<RuntimeException>undeclared(forTheApplication);
        }
    }

    /** Loads the adapters of classes with join points before their first call. What cannot be loaded is told by that call. */
    void prepare(List<Class<?>> clients) {
        if (!gate.tryEnter()) {
            return;
        }
        try {
            for (Class<?> client : clients) {
                List<Site> here = sites.sitesIn(client.getName().replace('.', '/'));
                for (Site site : here == null ? Collections.<Site>emptyList() : here) {
                    AccessController.doPrivileged(new Preparing(site, client));
                }
            }
        } finally {
            gate.leave();
        }
    }

    /** Never throws. The plain call where loading goes on in this thread already, or for too long in another. */
    private Adapter bind(int site, Class<?> receiver, AtomicReferenceArray<Adapter> adapters) {
        if (!gate.tryEnter()) {
            return PLAIN_CALL;
        }
        try {
            Adapter adapter = forgotten ? PLAIN_CALL : adapters.get(site);
            if (adapter == null) {
                // The application's own code is on the stack, and a security manager may allow it less than us.
                adapter = AccessController.doPrivileged(new Loading(site, receiver));
                adapters.set(site, adapter);
                bound.add(adapters);
            }
            return adapter;
        } finally {
            gate.leave();
        }
    }

    private Adapter load(int number, Class<?> receiver) {
        Site site = sites.site(number);
        try {
            Engine engine = engines.engine();
            Class<?> client = declaringClass(receiver, site.joinPoint().className());
            Adapter adapter = loaders.of(client.getClassLoader()).adapter(site.joinPoint(), engine);
            met.tell(site.client(), client);
            return OverriddenMethods.isOverridden(site.joinPoint(), receiver, client, site.clientPackages())
                    ? new FromOverride(adapter)
                    : adapter;
        } catch (Throwable bug) {
            failOpen(number, bug);
            return PLAIN_CALL;
        }
    }

    /** The woven class, whose loader has the client; a subclass of the application may come from another loader. */
    private static Class<?> declaringClass(Class<?> receiver, String name) {
        for (Class<?> type = receiver; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(name)) {
                return type;
            }
        }
        return receiver;
    }

    /**
     * True if nothing but our own code lies between the failure and us: it is a bug of ours, before the client was
     * called. What the client or the application throws has a frame of theirs on top.
     */
    private static boolean isThrownByUs(Throwable failure) {
        String end = Dispatcher.class.getName();
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().equals(end)) {
                return true;
            }
            if (!frame.getClassName().startsWith(OURS)) {
                return false;
            }
        }
        return false;
    }

    private void failOpen(int number, Throwable bug) {
        try {
            String where = sites.site(number).toString();
            boolean first;
            synchronized (reported) {
                first = !reported.get(number);
                reported.set(number);
            }
            if (first) {
                log.warn(where + " is not guarded: " + bug);
            }
            engines.countFailOpen(where, bug);
        } catch (Throwable ignored) {
            // Reporting must not turn a plain call into a failed one.
        }
    }

    /**
     * Lets go of all adapters, for good. Called after the bridge has let go of this object.
     *
     * @return false if somebody is loading adapters for so long that it did not come to that
     */
    boolean forget() {
        if (!gate.tryEnter()) {
            return false;
        }
        try {
            forgotten = true;
            for (AtomicReferenceArray<Adapter> adapters : bound) {
                for (int site = 0; site < adapters.length(); site++) {
                    adapters.set(site, null);
                }
            }
            bound.clear();
            return true;
        } finally {
            gate.leave();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException undeclared(Throwable throwable) throws T {
        throw (T) throwable;
    }

    /** The adapters of one class of receivers, by site. */
    private final class BoundAdapters extends ClassValue<AtomicReferenceArray<Adapter>> {
        @Override
        protected AtomicReferenceArray<Adapter> computeValue(Class<?> receiver) {
            return new AtomicReferenceArray<>(sites.size());
        }
    }

    /** {@link #load} with the agent's rights. */
    private final class Loading implements PrivilegedAction<Adapter> {
        private final int site;
        private final Class<?> receiver;

        Loading(int site, Class<?> receiver) {
            this.site = site;
            this.receiver = receiver;
        }

        @Override
        public Adapter run() {
            return load(site, receiver);
        }
    }

    /** Has the adapter loaded for a class, with the agent's rights. */
    private final class Preparing implements PrivilegedAction<Boolean> {
        private final Site site;
        private final Class<?> client;

        Preparing(Site site, Class<?> client) {
            this.site = site;
            this.client = client;
        }

        @Override
        public Boolean run() {
            try {
                Adapter loaded = loaders.of(client.getClassLoader()).adapter(site.joinPoint(), engines.engine());
                return loaded != null;
            } catch (Throwable later) {
                return false;
            }
        }
    }

    /** Stands before the adapter for a receiver that overrides the method. */
    private static final class FromOverride implements Adapter {
        private final Adapter adapter;

        FromOverride(Adapter adapter) {
            this.adapter = adapter;
        }

        @Override
        public Object @Nullable [] enter(Object[] call) throws Throwable {
            return adapter.enterFromOverride(call);
        }
    }

    /** Stands where no adapter could be loaded. */
    private static final class PlainCall implements Adapter {
        @Override
        public Object @Nullable [] enter(Object[] call) {
            return null;
        }
    }
}
