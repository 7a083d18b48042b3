package io.breakwater.tooling;

import java.io.FileNotFoundException;
import java.lang.instrument.Instrumentation;

/**
 * Brings {@link BreakwaterBridge} into {@code java.base}, once for the life of the JVM.
 *
 * <p>Not by appending to the bootstrap search path: that switches off class-data sharing, and prints a warning.
 * Thread-safety: stateless; called with the installer's lock held.
 */
final class Bridge {
    static final String NAME = "java.lang.BreakwaterBridge";
    private static final String FILE = "java/lang/BreakwaterBridge.class";

    private Bridge() {}

    /** Defines the bridge, unless an earlier life of the agent has left it. */
    static void ensureDefined(JavaPlatform platform, Instrumentation instrumentation) throws Exception {
        try {
            Class.forName(NAME, false, null);
        } catch (ClassNotFoundException absent) {
            byte[] classFile = Resources.read(Bridge.class.getClassLoader(), FILE);
            if (classFile == null) {
                throw new FileNotFoundException(FILE);
            }
            platform.defineBridge(classFile, instrumentation);
        }
    }
}
