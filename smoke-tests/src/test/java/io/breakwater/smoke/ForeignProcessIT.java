package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root and the service of somebody else: one of another user, and one in namespaces of its own, which is what a container
 * is. Needs root and the tools of Linux.
 */
@EnabledIf("isRootOfLinux")
@Tag("timing")
class ForeignProcessIT {
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final List<String> CONTAINER = List.of(
            "unshare",
            "--pid",
            "--mount",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "sh",
            "-c",
            "mount -t tmpfs none /tmp && exec \"$0\" \"$@\"");

    /** Below /tmp, which containers have of their own. */
    @TempDir
    Path host;

    private final Jdk jdk = Jdk.current();
    private Path everywhere;
    private Path agent;
    private Path programs;

    static boolean isRootOfLinux() throws Exception {
        return System.getProperty("os.name").equals("Linux") && ends(NOBODY) && ends(CONTAINER);
    }

    private static boolean ends(List<String> behind) throws Exception {
        List<String> command = new ArrayList<>(behind);
        command.addAll(List.of(Jdk.current().java().toString(), "-version"));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException withoutTheTool) {
            return false;
        }
    }

    @BeforeEach
    void copyToWhereEverybodyReads() throws Exception {
        everywhere = Files.createTempDirectory(
                Path.of("/var/tmp"),
                "breakwater",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        agent = Files.copy(AgentJvm.AGENT, everywhere.resolve("breakwater-agent.jar"));
        programs = Files.copy(AgentJvm.PROGRAMS, everywhere.resolve("programs.jar"));
    }

    @AfterEach
    void delete() throws Exception {
        Files.delete(agent);
        Files.delete(programs);
        Files.delete(everywhere);
    }

    private LivingJvm serviceBehind(List<String> behind) throws Exception {
        LivingJvm jvm = LivingJvm.startBehind(behind, jdk, List.of(), List.of(programs), "BusyService", "jdk");
        jvm.awaitMore("calls", 10);
        return jvm;
    }

    @Test
    void root_attaches_to_the_process_of_another_user_and_operates_it() throws Exception {
        try (LivingJvm jvm = serviceBehind(NOBODY)) {
            Path own = Files.copy(agent, host.resolve("breakwater-agent.jar"));
            CommandLine.run(jdk, own, "attach", jvm.pid()).ended(1, host.toString(), "nobody");
            assertThat(jvm.ask("remember")).isEqualTo("none");

            CommandLine.run(jdk, agent, "attach", jvm.pid()).ended(0, "is active", "java.net.http 2 classes");
            jvm.awaitMore("calls", 10);
            CommandLine.run(jdk, agent, "status", jvm.pid()).ended(0, "in process " + jvm.pid(), "localhost:");
            CommandLine.run(jdk, agent, "detach", jvm.pid()).ended(0, "detached");

            assertThat(jvm.ask("failures")).startsWith("0 ");
        }
    }

    @Test
    void a_container_is_operated_from_its_host_where_it_has_the_jar_at_the_same_path() throws Exception {
        try (LivingJvm jvm = serviceBehind(CONTAINER)) {
            Path hidden = Files.copy(agent, host.resolve("breakwater-agent.jar"));
            CommandLine.run(jdk, hidden, "attach", jvm.pid())
                    .ended(1, "runs in a container, where the agent's jar is not at " + hidden);
            assertThat(jvm.ask("remember")).isEqualTo("none");

            CommandLine.run(jdk, agent, "attach", jvm.pid()).ended(0, "is active", "java.net.http 2 classes");
            jvm.awaitMore("calls", 10);
            CommandLine.run(jdk, agent, "status", jvm.pid()).ended(0, "in process 1 ", "localhost:");
            CommandLine.run(jdk, agent, "detach", jvm.pid()).ended(0, "detached");

            assertThat(jvm.ask("failures")).startsWith("0 ");
        }
    }

    @Test
    void a_container_is_operated_from_within() throws Exception {
        try (LivingJvm jvm = serviceBehind(CONTAINER)) {
            List<String> within = List.of("nsenter", "--target", Long.toString(jvm.pid()), "--mount", "--pid");

            CommandLine.runBehind(within, jdk, agent, "attach").ended(0, "1 ", "BusyService");
            CommandLine.runBehind(within, jdk, agent, "attach", 1).ended(0, "1: Breakwater", "is active");
            jvm.awaitMore("calls", 10);
            CommandLine.runBehind(within, jdk, agent, "status").ended(0, "in process 1 ", "localhost:");
            CommandLine.runBehind(within, jdk, agent, "detach", 1).ended(0, "1: detached");

            assertThat(jvm.ask("failures")).startsWith("0 ");
        }
    }
}
