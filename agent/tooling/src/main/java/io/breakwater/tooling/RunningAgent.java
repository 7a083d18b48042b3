package io.breakwater.tooling;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * The agent that answers through the bridge, whichever copy and version it is. What is called here by name is a promise from
 * version to version: {@code BreakwaterBridge.guard}, and {@code AgentInstaller.detach(long, String)} in the loader of what is
 * in there.
 *
 * <p>Thread-safety: stateless.
 */
final class RunningAgent {
    private RunningAgent() {}

    /** Its loader, or null if there is none. */
    static @Nullable ClassLoader loader() throws ReflectiveOperationException {
        Class<?> bridge;
        try {
            bridge = Class.forName(Bridge.NAME, false, null);
        } catch (ClassNotFoundException neverDefined) {
            return null;
        }
        Object guard = bridge.getField("guard").get(null);
        return guard == null ? null : guard.getClass().getClassLoader();
    }

    /** Has it detach itself, and returns what it says to that. */
    static String detach(ClassLoader running, long waitMillis, String by) throws Exception {
        try {
            return (String) running.loadClass(AgentInstaller.class.getName())
                    .getMethod("detach", long.class, String.class)
                    .invoke(null, waitMillis, by);
        } catch (InvocationTargetException wrapper) {
            Throwable cause = wrapper.getTargetException();
            throw cause instanceof Exception ? (Exception) cause : wrapper;
        }
    }
}
