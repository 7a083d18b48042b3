package io.breakwater.premain;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * The entry points of the agent.
 *
 * <p>Loaded by: the system loader. Errors: never throws. Whatever goes wrong is one line on standard error, and the
 * application runs as if there were no agent.
 */
public final class AgentMain {
    private static final String INSTALLER = "io.breakwater.tooling.AgentInstaller";
    private static final String BRIDGE = "isolated/bridge/BreakwaterBridge.classdata";

    private AgentMain() {}

    /** Called by the JVM for {@code -javaagent:}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation);
    }

    /** Called by the JVM after an attach. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation);
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void start(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            if (!isSwitchedOff()) {
                install(arguments, instrumentation);
            }
        } catch (Throwable failure) {
            report(failure);
        }
    }

    private static boolean isSwitchedOff() {
        @Nullable String property = System.getProperty("breakwater.enabled");
        String value = property != null ? property : System.getenv("BREAKWATER_ENABLED");
        return value != null && value.trim().equalsIgnoreCase("false");
    }

    private static void install(@Nullable String arguments, Instrumentation instrumentation) throws Throwable {
        AgentJar jar = AgentJar.own();
        if (!Bridge.isDefined()) {
            Bridge.define(jar.read(BRIDGE), instrumentation);
        } else if (BreakwaterBridge.guard != null) {
            System.err.println("breakwater: already active; this second -javaagent (or attach) changes nothing");
            return;
        }
        ClassLoader loader = new IsolatedClassLoader(jar);
        try {
            loader.loadClass(INSTALLER)
                    .getMethod("install", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (InvocationTargetException wrapper) {
            throw wrapper.getTargetException();
        }
    }

    private static void report(Throwable failure) {
        try {
            System.err.println("breakwater: not active: " + failure + ". The application runs without it.");
        } catch (Throwable ignored) {
            // There is nobody left to tell; the application comes first.
        }
    }
}
