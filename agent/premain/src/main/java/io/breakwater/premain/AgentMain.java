package io.breakwater.premain;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The entry points of the agent.
 *
 * <p>Loaded by: the system loader. Errors: never throws. Whatever goes wrong is one line on standard error, and the
 * application runs as if there were no agent.
 */
public final class AgentMain {
    private static final String INSTALLER = "io.breakwater.tooling.AgentInstaller";
    private static final String BRIDGE = "java.lang.BreakwaterBridge";

    /** Whoever wants us off at three in the morning shall not have to guess the word. */
    private static final List<String> OFF = Arrays.asList("false", "off", "no", "0", "disabled");

    private static final List<String> ON = Arrays.asList("", "true", "on", "yes", "1", "enabled");

    private AgentMain() {}

    /** Called by the JVM for {@code -javaagent:}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation);
    }

    /** Called by the JVM after an attach. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation);
    }

    /**
     * Called by {@link AttachedJar}, in the copy of this class that is in the jar which the command line has named. Does what
     * its arguments say.
     */
    public static void attached(String arguments, Instrumentation instrumentation) throws Throwable {
        Class<?> installer = new IsolatedClassLoader(AgentJar.own()).loadClass(INSTALLER);
        try {
            installer
                    .getMethod("attached", String.class, Instrumentation.class, boolean.class)
                    .invoke(null, arguments, instrumentation, isSwitchedOff());
        } catch (InvocationTargetException wrapper) {
            throw wrapper.getTargetException();
        }
    }

    /** One at a time: two attaches, or one during the start, must not both find that nobody is there. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static synchronized void start(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            String jar = AttachedJar.in(arguments);
            if (jar != null && arguments != null) {
                AttachedJar.handOver(jar, arguments, instrumentation);
            } else if (!isSwitchedOff()) {
                install(arguments, instrumentation);
            }
        } catch (Throwable failure) {
            report(failure);
        }
    }

    private static boolean isSwitchedOff() {
        @Nullable String property = System.getProperty("breakwater.enabled");
        String value = property != null ? property : System.getenv("BREAKWATER_ENABLED");
        String word = value == null ? "" : value.trim().toLowerCase(Locale.ROOT);
        if (OFF.contains(word)) {
            return true;
        }
        if (!ON.contains(word)) {
            System.err.println("breakwater: enabled: " + word.replaceAll("[^a-z0-9-]", "?")
                    + " (expected: true or false). It is taken for true");
        }
        return false;
    }

    private static void install(@Nullable String arguments, Instrumentation instrumentation) throws Throwable {
        if (isActiveAlready()) {
            System.err.println("breakwater: already active; this second -javaagent (or attach) changes nothing");
            return;
        }
        ClassLoader loader = new IsolatedClassLoader(AgentJar.own());
        try {
            loader.loadClass(INSTALLER)
                    .getMethod("install", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (InvocationTargetException wrapper) {
            throw wrapper.getTargetException();
        }
    }

    /** True if some copy of the agent answers through the bridge. */
    private static boolean isActiveAlready() throws Exception {
        Class<?> bridge;
        try {
            bridge = Class.forName(BRIDGE, false, null);
        } catch (ClassNotFoundException first) {
            return false;
        }
        return bridge.getField("guard").get(null) != null;
    }

    private static void report(Throwable failure) {
        try {
            System.err.println("breakwater: not active: " + failure + ". The application runs without it.");
        } catch (Throwable ignored) {
            // There is nobody left to tell; the application comes first.
        }
    }
}
