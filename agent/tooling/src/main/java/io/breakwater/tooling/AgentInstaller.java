package io.breakwater.tooling;

import io.breakwater.config.source.ConfigSources;
import io.breakwater.tooling.PublishedState.Answer;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the premain hands over: finds the modules, registers the weaver, and is gone. All else waits for the first
 * guarded call.
 *
 * <p>Loaded by: the agent's loader. Thread-safety: thread-safe. Errors: {@link #install} and {@link #attached} may throw;
 * the premain catches.
 */
public final class AgentInstaller {
    /** For calls under way, where nobody says otherwise. */
    static final long USUAL_WAIT_MILLIS = 30_000;

    private static @Nullable Installation installed;
    private static @Nullable Thread detaching;

    private AgentInstaller() {}

    /**
     * Starts the agent; without effect if it runs already.
     *
     * @param arguments of the agent: the path or URL of the configuration, or null or empty
     */
    public static synchronized void install(@Nullable String arguments, Instrumentation instrumentation)
            throws Exception {
        begin(arguments, null, instrumentation, null);
    }

    /**
     * Does what the command line asks for, and publishes what became of it. Called in a loader of its own, which knows
     * nothing yet: the agent that runs may be another copy, of another version.
     *
     * @param arguments an {@link AttachRequest}
     * @param switchedOff true if the process says that it wants no agent
     */
    public static synchronized void attached(String arguments, Instrumentation instrumentation, boolean switchedOff)
            throws Exception {
        AttachRequest request = AttachRequest.parse(arguments);
        PublishedState state = new PublishedState(agentProperties(JavaPlatform.current(), instrumentation));
        ClassLoader running = RunningAgent.loader();
        try {
            if (request.isDetach()) {
                String said = running == null ? null : RunningAgent.detach(running, request.waitMillis(), request.by());
                state.answer(
                        request.id(),
                        said == null ? Answer.NOT_ACTIVE : Answer.DETACHING,
                        said == null ? "there is no agent" : said);
            } else if (running != null) {
                state.answer(request.id(), Answer.ALREADY_ACTIVE, "nothing was changed");
            } else if (switchedOff) {
                state.answer(request.id(), Answer.SWITCHED_OFF, "breakwater.enabled or BREAKWATER_ENABLED says so");
            } else {
                GivenSettings.give(request.settings());
                begin(request.config(), request.logLevel(), instrumentation, state);
                state.answer(request.id(), Answer.BEGUN, "");
            }
        } catch (Throwable failure) {
            state.answer(request.id(), Answer.FAILED, failure.toString());
            throw failure;
        }
    }

    /** @param attached where to publish to at once; null at the start of a JVM, where that can wait */
    private static void begin(
            @Nullable String config,
            @Nullable String logLevel,
            Instrumentation instrumentation,
            @Nullable PublishedState attached)
            throws Exception {
        if (installed != null) {
            return;
        }
        JavaPlatform platform = JavaPlatform.current();
        Bridge.ensureDefined(platform, instrumentation);
        String configuration = setting(config, "breakwater.config", "BREAKWATER_CONFIG");
        File file = configuration == null || isUrl(configuration) ? null : new File(configuration);
        SiteTable sites = SiteTable.of(
                RegisteredModules.load(AgentInstaller.class.getClassLoader()),
                JavaVersion.current(),
                NamedDrivers.in(file),
                AcrossExecutors.isAskedFor(file));
        AgentLog log = new AgentLog(System.err, isVerbose(logLevel));
        Installation installation =
                new Installation(instrumentation, platform, sites, configuration, file, log, attached);
        installation.begin();
        installed = installation;
    }

    /**
     * Takes the agent away, in a thread of its own: no call is guarded any more, those under way get some time to end, and
     * then the classes get their own bytecode back. How far it is, {@link PublishedState} says.
     *
     * @param waitMillis for the calls under way, at most
     * @param by who decides it, for the log
     * @return what is going on, for people
     */
    public static synchronized String detach(long waitMillis, String by) {
        Installation installation = installed;
        if (installation == null) {
            return "it has been detached";
        }
        if (detaching == null) {
            Thread thread = new Thread(() -> drainAndUninstall(installation, waitMillis, by), "breakwater-detach");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            detaching = thread;
            thread.start();
        }
        return "no call is guarded any more";
    }

    private static void drainAndUninstall(Installation installation, long waitMillis, String by) {
        try {
            installation.drain(waitMillis, by);
        } finally {
            uninstall();
        }
    }

    /** Stops the agent and gives every woven class its own bytecode back. Calls under way are not waited for. */
    public static void uninstall() {
        Installation installation;
        synchronized (AgentInstaller.class) {
            installation = installed;
            installed = null;
            detaching = null;
        }
        if (installation != null) {
            installation.end();
        }
    }

    static @Nullable Properties agentProperties(JavaPlatform platform, Instrumentation instrumentation) {
        try {
            return platform.agentProperties(instrumentation);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknownJvm) {
            return null;
        }
    }

    /** What has no :// is none, and then no class is loaded to tell. */
    private static boolean isUrl(String configuration) {
        return configuration.contains("://") && ConfigSources.isUrl(configuration);
    }

    private static boolean isVerbose(@Nullable String given) {
        String level = setting(given, "breakwater.log.level", "BREAKWATER_LOG_LEVEL");
        return level != null && level.toLowerCase(Locale.ROOT).equals("info");
    }

    /** The first that is set and not blank. */
    static @Nullable String setting(@Nullable String first, String property, String variable) {
        String[] candidates = {first, System.getProperty(property), System.getenv(variable)};
        for (String candidate : candidates) {
            if (candidate != null && !candidate.trim().isEmpty()) {
                return candidate.trim();
            }
        }
        return null;
    }
}
