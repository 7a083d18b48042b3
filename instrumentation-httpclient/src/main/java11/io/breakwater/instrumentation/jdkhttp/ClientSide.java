package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.net.http.HttpResponse.BodyHandler;
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
    static final boolean DEFINED = define("BreakwaterHandler") && define("BreakwaterSubscriber");

    private ClientSide() {}

    private static boolean define(String name) {
        ClassLoader client = BodyHandler.class.getClassLoader();
        try {
            Class.forName(PACKAGE + name, false, client);
            return true; // left by an earlier life of the agent
        } catch (ClassNotFoundException absent) {
            return define(name, client);
        }
    }

    private static boolean define(String name, @Nullable ClassLoader client) {
        // Where the adapters' own class files come from.
        ClassLoader agent = Engine.class.getClassLoader();
        try (InputStream classFile = agent.getResourceAsStream(PACKAGE.replace('.', '/') + name + ".class")) {
            if (classFile == null) {
                return false;
            }
            Class<?> neighbour = Class.forName(PACKAGE + "HttpClientFacade", false, client);
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(classFile.readAllBytes());
            return true;
        } catch (ReflectiveOperationException | IOException | LinkageError | RuntimeException closed) {
            return false;
        }
    }
}
