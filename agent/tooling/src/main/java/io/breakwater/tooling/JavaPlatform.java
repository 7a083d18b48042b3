package io.breakwater.tooling;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Properties;

/**
 * What differs between Java 8 and the versions with modules.
 *
 * <p>Thread-safety: implementations are stateless.
 */
interface JavaPlatform {

    /** Defines a class of the package {@code java.lang}. */
    void defineBridge(byte[] classFile, Instrumentation instrumentation) throws Exception;

    /**
     * Opens packages of named modules to the unnamed modules of two loaders. A module or package that is not there is
     * skipped; its adapter has to live without.
     *
     * @param packages as {@code module/package}
     */
    void open(List<String> packages, Instrumentation instrumentation, ClassLoader agent, ClassLoader adapters);

    /**
     * The properties that agents set for whoever attaches to this JVM. The application does not see them.
     *
     * @throws ReflectiveOperationException if this JVM has none that we know of
     */
    Properties agentProperties(Instrumentation instrumentation) throws ReflectiveOperationException;

    /**
     * The one that fits this JVM.
     *
     * @throws IllegalStateException for Java 9 and 10
     */
    static JavaPlatform current() throws ReflectiveOperationException {
        int version = JavaVersion.current();
        if (version == 8) {
            return new Java8Platform();
        }
        if (version < 11) {
            throw new IllegalStateException("Java version: " + version + " (expected: 8, or 11 and later)");
        }
        return Class.forName("io.breakwater.tooling.Java11Platform")
                .asSubclass(JavaPlatform.class)
                .getDeclaredConstructor()
                .newInstance();
    }
}
