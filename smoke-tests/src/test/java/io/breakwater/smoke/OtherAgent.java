package io.breakwater.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program of {@link io.breakwater.smoke.apps}, which is on the class path of the JVM, as an agent. */
final class OtherAgent {
    private OtherAgent() {}

    /** A jar that names it, in this directory. */
    static Path jar(Path directory, String program) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), "io.breakwater.smoke.apps." + program);
        attributes.put(new Attributes.Name("Agent-Class"), "io.breakwater.smoke.apps." + program);
        attributes.put(new Attributes.Name("Can-Retransform-Classes"), "true");
        Path jar = directory.resolve(program + ".jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
