package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentJarIT {
    private static final int JAVA_8 = 52;
    private static final int JAVA_11 = 55;

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("breakwater.jar"));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void the_application_sees_the_premain_alone() {
        assertThat(fileNames())
                .allMatch(name -> name.startsWith("io/breakwater/premain/")
                        || name.startsWith("META-INF/")
                        || name.startsWith("isolated/"));
        assertThat(fileNames())
                .filteredOn(name -> name.endsWith(".class"))
                .containsExactlyInAnyOrder(
                        "io/breakwater/premain/AgentJar.class",
                        "io/breakwater/premain/AgentMain.class",
                        "io/breakwater/premain/AttachedJar.class",
                        "io/breakwater/premain/CommandLine.class",
                        "io/breakwater/premain/IsolatedClassLoader.class");
        assertThat(fileNames())
                .filteredOn(name -> name.startsWith("META-INF/"))
                .allMatch(name -> name.equals("META-INF/MANIFEST.MF")
                        || name.equals("META-INF/LICENSE")
                        || name.equals("META-INF/NOTICE")
                        || name.startsWith("META-INF/licenses/"));
    }

    @Test
    void the_isolated_part_holds_our_code_and_eight_libraries() {
        assertThat(fileNames())
                .filteredOn(name -> name.startsWith("isolated/"))
                .allMatch(name -> name.startsWith("isolated/io/breakwater/")
                        || name.equals("isolated/java/lang/BreakwaterBridge.classdata")
                        || name.startsWith("isolated/jdk/internal/net/http/Breakwater")
                        || name.startsWith("isolated/com/github/benmanes/caffeine/")
                        || name.startsWith("isolated/versions/11/com/github/benmanes/caffeine/")
                        || name.startsWith("isolated/net/bytebuddy/jar/asm/")
                        || name.startsWith("isolated/net/bytebuddy/agent/ByteBuddyAgent")
                        || name.startsWith("isolated/org/HdrHistogram/")
                        || name.startsWith("isolated/org/yaml/snakeyaml/")
                        || name.startsWith("isolated/io/opentelemetry/")
                        || name.startsWith("isolated/zipkin2/")
                        || name.startsWith("isolated/picocli/")
                        || name.startsWith("isolated/com/google/gson/")
                        || name.equals("isolated/META-INF/services/io.breakwater.extension.InstrumentationModule"));
    }

    @Test
    void the_services_are_merged() throws IOException {
        assertThat(text("isolated/META-INF/services/io.breakwater.extension.InstrumentationModule"))
                .contains("io.breakwater.instrumentation.jdkhttp.JdkHttpModule");
    }

    @Test
    void the_manifest_says_what_the_jvm_needs_and_no_more() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.breakwater.premain.AgentMain");
        assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.breakwater.premain.AgentMain");
        assertThat(manifest.getValue("Main-Class")).isEqualTo("io.breakwater.premain.CommandLine");
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        assertThat(manifest.getValue("Boot-Class-Path")).isNull();
        assertThat(manifest.getValue("Multi-Release")).isNull();
        assertThat(manifest.getValue("Class-Path")).isNull();
    }

    @Test
    void java_8_can_read_every_class_that_it_loads() throws IOException {
        List<String> tooNew = new ArrayList<>();
        for (String name : classNames()) {
            int most = isForJava11(name) ? JAVA_11 : JAVA_8;
            int version = classFileVersion(name);
            if (version > most) {
                tooNew.add(name + ": " + version + " (expected: <= " + most + ")");
            }
        }

        assertThat(tooNew).isEmpty();
    }

    private static boolean isForJava11(String name) {
        boolean isModule = name.endsWith("Module.classdata");
        return name.startsWith("isolated/versions/11/")
                || name.startsWith("isolated/jdk/internal/net/http/Breakwater")
                || name.equals("isolated/io/breakwater/tooling/Java11Platform.classdata")
                || (name.startsWith("isolated/io/breakwater/instrumentation/jdkhttp/") && !isModule);
    }

    @Test
    void the_premain_links_no_lambda() throws IOException {
        for (String name : fileNames()) {
            if (name.startsWith("io/breakwater/premain/") && name.endsWith(".class")) {
                try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
                    new ClassReader(in).accept(new NoInvokeDynamic(name), 0);
                }
            }
        }
    }

    @Test
    void nothing_is_in_the_jar_twice() {
        assertThat(fileNames()).doesNotHaveDuplicates();
    }

    @Test
    void the_licences_are_kept() {
        assertThat(fileNames())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/licenses/byte-buddy/ASM",
                        "META-INF/licenses/byte-buddy/LICENSE",
                        "META-INF/licenses/byte-buddy/NOTICE",
                        "META-INF/licenses/byte-buddy-agent/LICENSE",
                        "META-INF/licenses/byte-buddy-agent/NOTICE",
                        "META-INF/licenses/caffeine/LICENSE",
                        "META-INF/licenses/hdrhistogram/LICENSE.txt",
                        "META-INF/licenses/uplot/LICENSE");
    }

    private List<String> fileNames() {
        List<String> names = new ArrayList<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private List<String> classNames() {
        List<String> names = fileNames();
        names.removeIf(name -> !name.endsWith(".class") && !name.endsWith(".classdata"));
        assertThat(names).hasSizeGreaterThan(100);
        return names;
    }

    private int classFileVersion(String name) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            assertThat(in.readInt()).as(name).isEqualTo(0xCAFEBABE);
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }

    private String text(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    /** Early versions of Java 8 crashed when a lambda was linked in a premain. */
    private static final class NoInvokeDynamic extends ClassVisitor {
        private final String className;

        NoInvokeDynamic(String className) {
            super(Opcodes.ASM9);
            this.className = className;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    throw new AssertionError(className + "." + method + ": invokedynamic (expected: none)");
                }
            };
        }
    }
}
