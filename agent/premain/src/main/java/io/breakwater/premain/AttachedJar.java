package io.breakwater.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The jar that the command line loads the agent from. The JVM does not say which it is, and the system loader keeps the
 * classes of the first jar for ever: without this, an agent that was detached could not be followed by a newer one.
 *
 * <p>What is here is a promise from version to version: the arguments {@code attach?...} and {@code detach?...} with a {@code
 * jar=}, and {@code AgentMain.attached(String, Instrumentation)} in that jar.
 *
 * <p>Loaded by: the system loader. Thread-safety: stateless.
 */
final class AttachedJar {
    private static final String JAR = "jar=";

    private AttachedJar() {}

    /** The jar that the arguments name; null if they are no request of the command line. */
    static @Nullable String in(@Nullable String arguments) throws Exception {
        if (arguments == null || !(arguments.startsWith("attach?") || arguments.startsWith("detach?"))) {
            return null;
        }
        for (String pair : arguments.substring(arguments.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(JAR)) {
                return URLDecoder.decode(pair.substring(JAR.length()), "UTF-8");
            }
        }
        return null;
    }

    /** Does what the arguments say, with the classes of that jar, in a loader that is gone when they are. */
    static void handOver(String jar, String arguments, Instrumentation instrumentation) throws Throwable {
        File file = new File(jar);
        if (!file.canRead()) {
            throw new IllegalStateException(jar + ": cannot be read (expected: the agent's jar)");
        }
        URL[] urls = {file.toURI().toURL()};
        ClassLoader loader = new URLClassLoader(urls, IsolatedClassLoader.platformLoader());
        try {
            loader.loadClass(AgentMain.class.getName())
                    .getMethod("attached", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (InvocationTargetException wrapper) {
            throw wrapper.getTargetException();
        }
    }
}
