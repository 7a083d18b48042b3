package io.breakwater.smoke;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** A driver that nobody knows, with a database in process: H2 under other class names, as applications shade what they bring. */
final class UnknownDriver {
    static final String PACKAGE = "com.example.shaded";

    private static final String ORIGINAL = "org.h2.";
    private static final String ORIGINAL_PATH = "org/h2/";
    private static final String PATH = PACKAGE.replace('.', '/') + '/';
    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    private UnknownDriver() {}

    /** Writes the jar into the directory. It runs on Java 8. */
    static Path in(Path directory) throws IOException {
        Path original = IsolatedJars.in(DriverVersion.H2_1_4.directory()).get(0);
        Path jar = directory.resolve("unknown-driver.jar");
        try (JarFile from = new JarFile(original.toFile());
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream to = new JarOutputStream(out)) {
            for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith(ORIGINAL_PATH) && !entry.isDirectory()) {
                    byte[] bytes = from.getInputStream(entry).readAllBytes();
                    boolean isClass = entry.getName().endsWith(".class");
                    to.putNextEntry(new JarEntry(entry.getName().replace(ORIGINAL_PATH, PATH)));
                    to.write(isClass ? renamed(bytes) : bytes);
                }
            }
            to.putNextEntry(new JarEntry(SERVICE));
            to.write((PACKAGE + ".Driver\n").getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static byte[] renamed(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        Remapper names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                return name.startsWith(ORIGINAL_PATH) ? name.replace(ORIGINAL_PATH, PATH) : name;
            }

            /** Some classes it loads by name. */
            @Override
            public Object mapValue(Object value) {
                return value instanceof String && ((String) value).startsWith(ORIGINAL)
                        ? ((String) value).replace(ORIGINAL, PACKAGE + '.')
                        : super.mapValue(value);
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(writer, names), 0);
        return writer.toByteArray();
    }
}
