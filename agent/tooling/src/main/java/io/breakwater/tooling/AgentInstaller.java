package io.breakwater.tooling;

import io.breakwater.config.source.ConfigSources;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the premain hands over: finds the modules, registers the weaver, and is gone. All else waits for the first
 * guarded call.
 *
 * <p>Loaded by: the agent's loader. Thread-safety: thread-safe. Errors: {@link #install} may throw; the premain catches.
 */
public final class AgentInstaller {
    private static @Nullable Installation installed;

    private AgentInstaller() {}

    /**
     * Starts the agent; without effect if it runs already.
     *
     * @param arguments of the agent: the path or URL of the configuration, or null or empty
     */
    public static synchronized void install(@Nullable String arguments, Instrumentation instrumentation)
            throws Exception {
        if (installed != null) {
            return;
        }
        JavaPlatform platform = JavaPlatform.current();
        Bridge.ensureDefined(platform, instrumentation);
        String configuration = setting(arguments, "breakwater.config", "BREAKWATER_CONFIG");
        File file = configuration == null || isUrl(configuration) ? null : new File(configuration);
        SiteTable sites = SiteTable.of(
                RegisteredModules.load(AgentInstaller.class.getClassLoader()),
                JavaVersion.current(),
                NamedDrivers.in(file),
                AcrossExecutors.isAskedFor(file));
        AgentLog log = new AgentLog(System.err, isVerbose());
        Installation installation = new Installation(instrumentation, platform, sites, configuration, file, log);
        installation.begin();
        installed = installation;
    }

    /** Stops the agent and gives every woven class its own bytecode back. */
    public static synchronized void uninstall() {
        Installation installation = installed;
        installed = null;
        if (installation != null) {
            installation.end();
        }
    }

    /** What has no :// is none, and then no class is loaded to tell. */
    private static boolean isUrl(String configuration) {
        return configuration.contains("://") && ConfigSources.isUrl(configuration);
    }

    private static boolean isVerbose() {
        String level = setting(null, "breakwater.log.level", "BREAKWATER_LOG_LEVEL");
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
