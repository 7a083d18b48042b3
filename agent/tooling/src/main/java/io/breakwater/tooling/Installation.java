package io.breakwater.tooling;

import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.extension.Elsewhere;
import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.tooling.control.ManagementSighting;
import io.breakwater.tooling.control.OperatorLog;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One life of the agent in a JVM: from the registration of the weaver to the return of the original bytecode.
 *
 * <p>Thread-safety: begun and ended once, by one thread at a time.
 */
final class Installation {
    private static final long LOOK_MILLIS = 20;
    private static final long JOIN_MILLIS = 2_000;
    private static final long TRACES_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_ATTEMPTS = 5;

    private final Instrumentation instrumentation;
    private final SiteTable sites;
    private final ApiSightings sightings = new ApiSightings();
    private final ManagementSighting management;
    private final ControlStart control;
    private final EngineStart engines;
    private final Weaver weaver;
    private final Retransformer retransformer;
    private final Dispatcher dispatcher;
    private final DaemonTimer timer;
    private final StartThread starter;
    private final Departing departing = new Departing(); // our jar may be gone by then
    private final LastLines lastLines;
    private final AgentLog log;
    private final JavaPlatform platform;
    private final boolean comesLate;
    private @Nullable PublishedState published;
    private boolean isGoing;
    private volatile boolean isAskedTo;

    /**
     * @param configuration a path or a URL, or null for the built-in one
     * @param file the path, or null if it is none
     */
    Installation(
            Instrumentation instrumentation,
            JavaPlatform platform,
            SiteTable sites,
            @Nullable String configuration,
            @Nullable File file,
            AgentLog log,
            @Nullable PublishedState attached) {
        this.instrumentation = instrumentation;
        this.platform = platform;
        this.published = attached;
        this.comesLate = attached != null;
        this.sites = sites;
        this.log = log;
        NamedClasses named = new NamedClasses(sites.namedClasses(), log);
        this.control = new ControlStart(log);
        this.management = control.sighting();
        this.weaver = new Weaver(sites, named, sightings, management, log);
        this.retransformer =
                new Retransformer(JavaVersion.current(), instrumentation, TimeSource.system(), Pause.system(), log);
        this.timer = new DaemonTimer();
        LoadingGate gate = new LoadingGate();
        this.engines = new EngineStart(configuration, timer, sightings, control, log);
        ClassLoader own = Installation.class.getClassLoader();
        AdapterLoaders loaders = new AdapterLoaders(platform, instrumentation, sites.openedPackages(), own);
        this.dispatcher = new Dispatcher(sites, engines, loaders, gate, log);
        boolean hasBadFile = file != null && !((file.isFile() || file.isDirectory()) && file.canRead());
        this.lastLines = new LastLines(engines, log);
        this.starter =
                new StartThread(engines, control, gate, named, log, this::publish, hasBadFile || attached != null);
    }

    void begin() {
        if (comesLate) {
            beginInAServiceAtWork();
        } else {
            beginAtTheStart();
        }
        starter.start();
        try {
            Runtime.getRuntime().addShutdownHook(lastLines);
        } catch (IllegalStateException | SecurityException notHere) {
            // The last lines may be lost; everything else goes on.
        }
    }

    /** No call waits until we are ready, and none that begins then meets some of the hooks without the others. */
    private void beginInAServiceAtWork() {
        List<Class<?>> clients = loaded();
        starter.buildEngine();
        dispatcher.prepare(clients);
        instrumentation.addTransformer(weaver, true);
        retransformer.atWork(loaded());
        BreakwaterBridge.guard = dispatcher;
    }

    /** The engine waits for the first call: most of the start of a service is not ours to take. */
    private void beginAtTheStart() {
        BreakwaterBridge.guard = dispatcher;
        instrumentation.addTransformer(weaver, true);
        retransformer.atOnce(loaded());
    }

    /** Where it can be read by whoever attaches. */
    private synchronized PublishedState state() {
        PublishedState known = published;
        if (known == null) {
            known = new PublishedState(AgentInstaller.agentProperties(platform, instrumentation));
            published = known;
        }
        return known;
    }

    /** Not before there is something in force: a thread of the application may be about to load it. */
    private synchronized void publish() {
        String inForce = engines.inForce();
        if (!isGoing && !inForce.isEmpty()) {
            state().active(EngineStart.version(), inForce, weaver.woven().toString());
        }
    }

    private synchronized void publishThatWeGo(String how) {
        isGoing = true;
        state().detaching(how);
        control.leaving(how);
    }

    /** Guards no call from now on, and waits until those under way have ended, that long at most. */
    void drain(long waitMillis, String by) {
        isAskedTo = true;
        publishThatWeGo("calls under way are being counted");
        new OperatorLog(log::warn).say(OperatorLog.nameOf(by), "detach");
        CallsUnderWay underWay = engines.admitNoMore();
        if (underWay == null) {
            return;
        }
        CountDownLatch never = new CountDownLatch(1);
        long startNanos = System.nanoTime();
        try {
            for (int left = underWay.count(); left > 0; left = underWay.count()) {
                long waitedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                if (waitedMillis >= waitMillis) {
                    log.warn("is detached while calls are under way: " + left + ". They go on without it");
                    return;
                }
                publishThatWeGo(left + (left == 1 ? " call" : " calls") + " under way");
                boolean unused = never.await(Math.min(LOOK_MILLIS, waitMillis - waitedMillis), TimeUnit.MILLISECONDS);
            }
            engines.flush(TRACES_NANOS);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        publishThatWeGo("classes get their own bytecode back");
        BreakwaterBridge.guard = departing;
        try {
            step(() -> instrumentation.removeTransformer(weaver));
            step(() -> retransformer.atWork(loaded()));
            step(starter::interrupt);
            step(engines::writeReport);
            step(engines::close);
            step(timer::close);
            step(Elsewhere::rest);
            step(engines::writeHeldLines);
            step(this::removeShutdownHook);
            step(this::forgetAdapters);
            step(this::joinThreads);
            if (isAskedTo) {
                log.warn("is detached");
            }
            log.flush();
        } finally {
            BreakwaterBridge.guard = null; // another copy begins only where there is none
            state().detached();
        }
    }

    /** A step that fails must not keep the others from being done. */
    private void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError bug) {
            log.warn("is not detached in every part: " + bug);
        }
    }

    private void removeShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastLines);
        } catch (IllegalStateException | SecurityException shuttingDown) {
            // Then it runs, and finds nothing to write.
        }
    }

    private void forgetAdapters() {
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !dispatcher.forget(); attempt++) {
            log.warn("adapters are still being loaded; their classes stay until that is over");
        }
    }

    private void joinThreads() {
        try {
            starter.join(JOIN_MILLIS);
            timer.join(JOIN_MILLIS);
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
        }
    }

    /** The classes with join points that are there already. */
    private List<Class<?>> loaded() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            String name = type.getName().replace('.', '/');
            sightings.onClass(type.getClassLoader(), name);
            management.onClass(name);
            if (sites.sitesIn(name) != null && instrumentation.isModifiableClass(type)) {
                loaded.add(type);
            }
        }
        return loaded;
    }
}
