package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged agent, with an instrumentation of the test's own, in a JVM of its own on every Java version at hand. */
class TrafficIT {
    private static final String SERVICES = "isolated/META-INF/services/io.breakwater.extension.InstrumentationModule";
    private static final String MAIN = "org.example.traffic.Traffic";
    private static final String GUARDED = "bridge: visible\n400 calls, 100 guarded\ncount: 14\nthrown: refused\n"
            + "strict loader: guarded guest 0 0.0\n";
    private static final String PLAIN = "400 calls, 0 guarded\ncount: 7\ncount: 0\nstrict loader: plain guest 0 0.0\n";

    @TempDir
    static Path folder;

    private static Path agent;
    private static Path application;

    static Collection<Jdk> jdks() throws Exception {
        return Jdk.all().values();
    }

    @BeforeAll
    static void packageAgentAndApplication() throws IOException {
        agent = folder.resolve("agent with a space.jar");
        try (ZipFile original = new ZipFile(System.getProperty("breakwater.jar"));
                ZipOutputStream copy = new ZipOutputStream(Files.newOutputStream(agent))) {
            for (ZipEntry entry : Collections.list(original.entries())) {
                if (!entry.isDirectory() && !entry.getName().equals(SERVICES)) {
                    try (InputStream in = original.getInputStream(entry)) {
                        add(copy, entry.getName(), in);
                    }
                }
            }
            copy.putNextEntry(new ZipEntry(SERVICES));
            copy.write("io.breakwater.instrumentation.trial.TrialModule\n".getBytes(StandardCharsets.UTF_8));
            copy.closeEntry();
            for (String type : new String[] {"TrialModule", "GreetAdapter", "CountAdapter"}) {
                String name = "io/breakwater/instrumentation/trial/" + type;
                add(
                        copy,
                        "isolated/" + name + ".classdata",
                        TrafficIT.class.getResourceAsStream("/" + name + ".class"));
            }
        }
        application = folder.resolve("application.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(application))) {
            for (String type : new String[] {"Traffic", "Traffic$StrictLoader", "Greeter"}) {
                String name = "org/example/traffic/" + type + ".class";
                add(jar, name, TrafficIT.class.getResourceAsStream("/" + name));
            }
        }
    }

    private static void add(ZipOutputStream jar, String name, InputStream content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        copy(content, jar);
        jar.closeEntry();
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void traffic_goes_over_the_bridge_and_nothing_is_printed(Jdk jdk) throws Exception {
        Program program = Program.run(folder, jdk, "-javaagent:" + agent, "-cp", application.toString(), MAIN);

        assertThat(program.output()).isEqualTo(GUARDED);
        assertThat(program.errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void class_data_sharing_stays_on(Jdk jdk) throws Exception {
        assumeTrue(jdk.version() >= 17, "earlier logs have another form");

        Program program = Program.run(
                folder,
                jdk,
                "-Xshare:auto",
                "-Xlog:class+load:stdout",
                "-javaagent:" + agent,
                "-cp",
                application.toString(),
                MAIN);

        int shared = program.output().split("source: shared objects file", -1).length - 1;
        assertThat(shared).isGreaterThan(600);
    }

    @Test
    void the_agent_given_twice_is_one_agent() throws Exception {
        Program program = Program.run(
                folder, own(), "-javaagent:" + agent, "-javaagent:" + agent, "-cp", application.toString(), MAIN);

        assertThat(program.output()).isEqualTo(GUARDED);
        assertThat(program.errors())
                .isEqualToIgnoringNewLines(
                        "breakwater: already active; this second -javaagent (or attach) changes nothing");
    }

    @Test
    void a_switched_off_agent_does_nothing_at_all() throws Exception {
        Program program = Program.run(
                folder,
                own(),
                "-Dbreakwater.enabled=false",
                "-javaagent:" + agent,
                "-cp",
                application.toString(),
                MAIN);

        assertThat(program.output()).isEqualTo("bridge: absent\n" + PLAIN);
        assertThat(program.errors()).isEmpty();
    }

    @Test
    void an_incomplete_jar_is_one_line_and_the_plain_program() throws Exception {
        Path incomplete = folder.resolve("incomplete.jar");
        try (ZipFile original = new ZipFile(System.getProperty("breakwater.jar"));
                ZipOutputStream copy = new ZipOutputStream(Files.newOutputStream(incomplete))) {
            for (ZipEntry entry : Collections.list(original.entries())) {
                if (!entry.isDirectory() && !entry.getName().startsWith("isolated/io/breakwater/tooling/")) {
                    try (InputStream in = original.getInputStream(entry)) {
                        add(copy, entry.getName(), in);
                    }
                }
            }
        }

        Program program = Program.run(folder, own(), "-javaagent:" + incomplete, "-cp", application.toString(), MAIN);

        assertThat(program.output()).isEqualTo("bridge: absent\n" + PLAIN);
        assertThat(program.errors()).startsWith("breakwater: not active: ").hasLineCount(1);
    }

    private static Jdk own() throws Exception {
        return Jdk.all().values().iterator().next();
    }
}
