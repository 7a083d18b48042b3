package io.breakwater.tooling;

import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.tooling.control.ManagementSighting;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of the agent in a JVM: from the registration of the weaver to the return of the original bytecode.
 *
 * <p>Thread-safety: confined to {@link AgentInstaller}'s lock.
 */
final class Installation {
    private final Instrumentation instrumentation;
    private final SiteTable sites;
    private final ApiSightings sightings = new ApiSightings();
    private final ManagementSighting management;
    private final EngineStart engines;
    private final Weaver weaver;
    private final Dispatcher dispatcher;
    private final DaemonTimer timer;
    private final StartThread starter;
    private final LastLines lastLines;
    private final AgentLog log;

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
            AgentLog log) {
        this.instrumentation = instrumentation;
        this.sites = sites;
        this.log = log;
        NamedClasses named = new NamedClasses(sites.namedClasses(), log);
        ControlStart control = new ControlStart(log);
        this.management = control.sighting();
        this.weaver = new Weaver(sites, named, sightings, management, log);
        this.timer = new DaemonTimer();
        LoadingGate gate = new LoadingGate();
        this.engines = new EngineStart(configuration, timer, sightings, control, log);
        ClassLoader own = Installation.class.getClassLoader();
        AdapterLoaders loaders = new AdapterLoaders(platform, instrumentation, sites.openedPackages(), own);
        this.dispatcher = new Dispatcher(sites, engines, loaders, gate, log);
        boolean hasBadFile = file != null && !((file.isFile() || file.isDirectory()) && file.canRead());
        this.lastLines = new LastLines(engines, log);
        this.starter = new StartThread(engines, control, gate, named, log, hasBadFile);
    }

    void begin() {
        BreakwaterBridge.guard = dispatcher;
        instrumentation.addTransformer(weaver, true);
        retransformLoaded();
        starter.start();
        try {
            Runtime.getRuntime().addShutdownHook(lastLines);
        } catch (IllegalStateException | SecurityException notHere) {
            // The last lines may be lost; everything else goes on.
        }
    }

    void end() {
        BreakwaterBridge.guard = null;
        instrumentation.removeTransformer(weaver);
        retransformLoaded();
        starter.interrupt();
        engines.writeReport();
        engines.close();
        timer.close();
        engines.writeHeldLines();
        log.flush();
        try {
            Runtime.getRuntime().removeShutdownHook(lastLines);
        } catch (IllegalStateException | SecurityException shuttingDown) {
            // Then it runs, and finds nothing to write.
        }
        dispatcher.forget();
    }

    private void retransformLoaded() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            String name = type.getName().replace('.', '/');
            sightings.onClass(type.getClassLoader(), name);
            management.onClass(name);
            if (sites.sitesIn(name) != null && instrumentation.isModifiableClass(type)) {
                loaded.add(type);
            }
        }
        if (loaded.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | LinkageError | RuntimeException oneOfThem) {
            for (Class<?> type : loaded) {
                retransformAlone(type);
            }
        }
    }

    private void retransformAlone(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | LinkageError | RuntimeException refused) {
            log.warn(type.getName() + " cannot be retransformed: " + refused);
        }
    }
}
