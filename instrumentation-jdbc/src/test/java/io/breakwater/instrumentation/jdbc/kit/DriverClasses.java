package io.breakwater.instrumentation.jdbc.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The class files of a driver, which may be made for a Java newer than this one, or need libraries that are not there. */
public final class DriverClasses {
    private static final Map<DriverVersion, DriverClasses> KNOWN = new EnumMap<>(DriverVersion.class);

    private final Map<String, ClassFile> files = new HashMap<>();
    private final Set<String> methods = new TreeSet<>();
    private final Set<String> statementClasses = new TreeSet<>();
    private final Set<String> prepared = new HashSet<>();
    private final Set<String> plain = new HashSet<>();

    private DriverClasses(DriverVersion version) throws IOException {
        for (Path jar : IsolatedJars.in(version.directory())) {
            read(jar);
        }
        for (ClassFile file : files.values()) {
            Set<String> types = typesOf(file.name);
            if (types.contains("java/sql/Statement") && !file.isAbstract) {
                boolean isPrepared = types.contains("java/sql/PreparedStatement");
                for (ClassFile type = file; type != null; type = files.get(type.superName)) {
                    statementClasses.add(type.name.replace('/', '.'));
                    (isPrepared ? prepared : plain).add(type.name.replace('/', '.'));
                }
            }
        }
    }

    public static synchronized DriverClasses of(DriverVersion version) {
        return KNOWN.computeIfAbsent(version, unknown -> {
            try {
                return new DriverClasses(unknown);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Every public method with a body: {@code a.B.name(I)V}. */
    public Set<String> methods() {
        return Collections.unmodifiableSet(methods);
    }

    /** The classes that can be statements, and what they inherit from. */
    public Set<String> statementClasses() {
        return Collections.unmodifiableSet(statementClasses);
    }

    /** True if all statements of that class are prepared ones. */
    public boolean isPrepared(String className) {
        return prepared.contains(className) && !plain.contains(className);
    }

    /** What the class extends, nearest first; empty if the driver has no such class. */
    public List<String> superclassesOf(String className) {
        List<String> names = new ArrayList<>();
        ClassFile file = files.get(className.replace('.', '/'));
        while (file != null) {
            names.add(file.superName.replace('/', '.'));
            file = files.get(file.superName);
        }
        return names;
    }

    /** The class and all that it inherits from, as far as the driver's jars have them: {@code a.B}. */
    public Set<String> inheritedBy(String className) {
        Set<String> types = new TreeSet<>();
        ClassFile type = files.get(className.replace('.', '/'));
        while (type != null) {
            types.add(type.name.replace('/', '.'));
            type = files.get(type.superName);
        }
        return types;
    }

    private void read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        ClassFile read = new ClassFile();
                        new ClassReader(in.readAllBytes()).accept(read, ClassReader.SKIP_CODE);
                        files.put(read.name, read);
                    }
                }
            }
        }
    }

    private Set<String> typesOf(String name) {
        Set<String> types = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(name);
        while (!open.isEmpty()) {
            String type = open.remove();
            if (!types.add(type)) {
                continue;
            }
            if (type.equals("java/sql/CallableStatement")) {
                open.add("java/sql/PreparedStatement");
            } else if (type.equals("java/sql/PreparedStatement")) {
                open.add("java/sql/Statement");
            }
            ClassFile file = files.get(type);
            if (file != null && file.superName != null) {
                open.add(file.superName);
                Collections.addAll(open, file.interfaces);
            }
        }
        return types;
    }

    private final class ClassFile extends ClassVisitor {
        private String name;
        private String superName;
        private String[] interfaces;
        private boolean isAbstract;

        ClassFile() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.name = name;
            this.superName = superName;
            this.interfaces = interfaces;
            this.isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0 && (access & Opcodes.ACC_PUBLIC) != 0) {
                methods.add(name.replace('/', '.') + "." + method + descriptor);
            }
            return null;
        }
    }
}
