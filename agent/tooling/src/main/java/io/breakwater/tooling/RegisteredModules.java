package io.breakwater.tooling;

import io.breakwater.extension.InstrumentationModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The instrumentation modules of the agent jar, as its merged {@code META-INF/services} file lists them.
 *
 * <p>Not {@link java.util.ServiceLoader}: it looks through the JDK's modules too, on the way to the application's main
 * method. Thread-safety: stateless.
 */
final class RegisteredModules {
    private static final String FILE = "META-INF/services/io.breakwater.extension.InstrumentationModule";

    private RegisteredModules() {}

    /** @throws IllegalStateException if a line names no module that can be created */
    static List<InstrumentationModule> load(ClassLoader loader) {
        List<InstrumentationModule> modules = new ArrayList<>();
        try (InputStream in = loader.getResourceAsStream(FILE)) {
            if (in != null) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String name = line.trim();
                    if (!name.isEmpty() && name.charAt(0) != '#') {
                        modules.add(create(name, loader));
                    }
                }
            }
        } catch (IOException | ReflectiveOperationException broken) {
            throw new IllegalStateException(FILE + ": " + broken, broken);
        }
        return modules;
    }

    private static InstrumentationModule create(String name, ClassLoader loader) throws ReflectiveOperationException {
        return (InstrumentationModule) loader.loadClass(name).getConstructor().newInstance();
    }
}
