package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is told without a JVM on the other side; the rest is {@code AttachIT}. */
class AttachCommandTest {
    /** Beyond what Linux gives. */
    private static final String NOBODY = "4194305";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return BreakwaterCommand.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_that_is_not_there_is_told_as_that() {
        assertThat(run("attach", NOBODY)).isEqualTo(1);
        assertThat(run("detach", NOBODY)).isEqualTo(1);
        assertThat(err.toString()).contains(NOBODY + ": no such process here");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_that_is_no_jvm_is_left_alone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            long pid = pidOf("sleep 60");

            assertThat(run("attach", Long.toString(pid))).isEqualTo(1);

            assertThat(err.toString()).contains(": not a JVM");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Java 8 does not tell the id of a child. */
    private static long pidOf(String command) throws Exception {
        for (java.io.File process : new java.io.File("/proc").listFiles()) {
            java.io.File line = new java.io.File(process, "cmdline");
            if (line.isFile()
                    && new String(java.nio.file.Files.readAllBytes(line.toPath()), StandardCharsets.ISO_8859_1)
                            .replace('\0', ' ')
                            .trim()
                            .equals(command)) {
                return Long.parseLong(process.getName());
            }
        }
        throw new AssertionError(command);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_command_does_not_attach_to_itself() {
        String own = ManagementFactory.getRuntimeMXBean().getName().split("@", -1)[0];

        assertThat(run("attach", own)).isEqualTo(1);
        assertThat(err.toString()).contains(own + ": this very command");
    }

    @Test
    void an_id_that_is_no_number_and_a_missing_one_are_wrong_usage() {
        assertThat(run("attach", "-1")).isEqualTo(2);
        assertThat(run("detach", "0")).isEqualTo(2);
        assertThat(run("detach", NOBODY, "--wait", "-1")).isEqualTo(2);
        assertThat(run("detach", NOBODY, "--wait", "99999999999999")).isEqualTo(2);
        assertThat(run("attach", "tomcat")).isEqualTo(2);
        assertThat(run("detach")).isEqualTo(2);
    }

    @Test
    void a_relative_path_is_the_callers_and_what_the_jvm_names_is_its_own() {
        Properties jvm = new Properties();
        jvm.setProperty("user.dir", "/srv/app");
        jvm.setProperty("breakwater.config", "conf/breakwater.yaml");

        ConfigurationCheck asked = ConfigurationCheck.of("pom.xml", Collections.emptyMap(), jvm);
        ConfigurationCheck itsOwn = ConfigurationCheck.of(null, Collections.emptyMap(), jvm);

        assertThat(asked.location()).isEqualTo(System.getProperty("user.dir") + "/pom.xml");
        assertThat(asked.isBad()).isTrue();
        assertThat(itsOwn.location()).isNull();
        assertThat(itsOwn.file()).hasToString("/srv/app/conf/breakwater.yaml");
    }

    @Test
    void single_values_of_the_command_and_of_the_jvm_are_checked_with_the_file() {
        Properties jvm = new Properties();
        assertThat(ConfigurationCheck.of(null, Collections.singletonMap("mode", "observe"), jvm)
                        .isBad())
                .isFalse();
        assertThat(ConfigurationCheck.of(null, Collections.singletonMap("mode", "enforced"), jvm)
                        .isBad())
                .isTrue();

        jvm.setProperty("breakwater.mode", "enforced");
        assertThat(ConfigurationCheck.of(null, Collections.emptyMap(), jvm).isBad())
                .isTrue();
    }

    @Test
    void the_command_can_be_told_again_as_it_was_given() {
        OwnCommand.remember("attach", "4711", "--config", "/etc/my file.yaml");

        assertThat(OwnCommand.line()).contains("bin").endsWith(" attach 4711 --config \"/etc/my file.yaml\"");
    }

    @Test
    void arguments_of_programs_are_not_shown() {
        RunningJvm jvm = RunningJvm.of("1", "org.example.Main --password=secret");

        JvmTable.print(Arrays.asList(jvm), new PrintWriter(out, true));

        assertThat(out.toString()).contains("org.example.Main").doesNotContain("secret");
    }
}
