package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Engine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.net.http.HttpResponse.BodyHandler;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Brings the classes of ours that the client keeps ({@code BreakwaterHandler}, {@code BreakwaterSubscriber}) into its own
 * package, once for the life of the JVM: a connection refers to the exchange that opened it for as long as it is open,
 * and would keep our loaders.
 *
 * <p>Thread-safety: immutable. Errors: where the client's package is closed to us, ours are given to it as they are, and
 * connections that stay open keep the agent's classes after it has gone.
 */
final class ClientSide {
    private static final String PACKAGE = "jdk.internal.net.http.";

    /** True if the classes are there. */
    static final boolean DEFINED = AccessController.doPrivileged((PrivilegedAction<Boolean>) ClientSide::define);

    private ClientSide() {}

    /** With the agent's rights: the application is on the stack, and a security manager asks it as well. */
    private static boolean define() {
        try {
            ClassLoader client = BodyHandler.class.getClassLoader();
            // Where the adapters' own class files come from.
            ClassLoader agent = Engine.class.getClassLoader();
            ensureDefined("BreakwaterHandler", client, agent);
            ensureDefined("BreakwaterSubscriber", client, agent);
            return true;
        } catch (ReflectiveOperationException | IOException | LinkageError | RuntimeException closed) {
            return false;
        }
    }

    private static void ensureDefined(String name, @Nullable ClassLoader client, ClassLoader agent)
            throws ReflectiveOperationException, IOException {
        try {
            Class.forName(PACKAGE + name, false, client);
        } catch (ClassNotFoundException absent) { // and not left by an earlier life of the agent
            String file = PACKAGE.replace('.', '/') + name + ".class";
            try (InputStream classFile = agent.getResourceAsStream(file)) {
                if (classFile == null) {
                    throw new FileNotFoundException(file);
                }
                Class<?> neighbour = Class.forName(PACKAGE + "HttpClientFacade", false, client);
                MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(classFile.readAllBytes());
            }
        }
    }
}
