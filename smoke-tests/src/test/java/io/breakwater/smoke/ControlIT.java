package io.breakwater.smoke;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged agent in a JVM that calls, steered by the command line of the same jar in other JVMs. */
class ControlIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String BY = "command line, " + System.getProperty("user.name");

    @TempDir
    Path directory;

    private final String marker = UUID.randomUUID().toString();

    static List<Jdk> someJdks() {
        return Jdk.all().stream()
                .filter(jdk -> List.of(8, 17, 25).contains(jdk.feature()))
                .collect(toList());
    }

    private CompletableFuture<AgentJvm.Ended> start(Jdk jdk, MisbehavingServer server) throws IOException {
        AgentJvm jvm = AgentJvm.on(jdk)
                .agent(ConfigurationFile.write(directory, "version: 1", "mode: enforce"))
                .option("-Dsmoke.marker=" + marker);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return jvm.run("CallUntilGone", server.uri("/secret?token=secret"));
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private long pid(MisbehavingServer server) throws InterruptedException {
        long startNanos = System.nanoTime();
        while (System.nanoTime() - startNanos < PATIENCE_NANOS) {
            Optional<ProcessHandle> found = ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().commandLine().orElse("").contains(marker))
                    .findFirst();
            if (found.isPresent() && !server.requests().isEmpty()) {
                return found.get().pid();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("no JVM with the marker makes calls");
    }

    /** What the command prints, on both outputs. */
    private static String command(Jdk jdk, Object... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(jdk.java().toString(), "-Xmx64m", "-jar", AgentJvm.AGENT.toString()));
        for (Object word : words) {
            command.add(word.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    @ParameterizedTest(allowZeroInvocations = true) // without one of these JDKs
    @MethodSource("someJdks")
    void an_operator_looks_at_a_process_steers_it_and_is_named_for_it(Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(200)))) {
            String host = server.uri("/").getAuthority();
            CompletableFuture<AgentJvm.Ended> ended = start(jdk, server);
            long pid = pid(server);

            assertThat(command(jdk, "mode", pid, host, "observe"))
                    .isEqualToIgnoringNewLines(
                            pid + ": The mode of " + host + " is observe. Known destinations: 1 observe");
            assertThat(command(jdk, "breaker", pid, host, "force-open"))
                    .contains("is forced open. In force at 0 of 1 known destination.");
            assertThat(command(jdk, "off", pid)).startsWith(pid + ": Everything is off");
            int requests = server.requests().size();
            assertThat(command(jdk, "status", pid, "--json"))
                    .contains(
                            "\"switchedOff\": {",
                            "\"by\": \"" + BY + "\"",
                            "\"value\": \"force-open\"",
                            "\"name\": \"" + host + "\"",
                            "\"configuredMode\": \"enforce\"",
                            "\"state\": \"open\"",
                            "\"forced\": true")
                    .doesNotContain("secret");
            assertThat(command(jdk, "on", pid)).startsWith(pid + ": Everything is on again");
            assertThat(server.requests())
                    .as("calls went on while it observed and was off")
                    .hasSizeGreaterThan(requests);
            command(jdk, "mode", pid, host, "configured");

            assertThat(ended.get(30, TimeUnit.SECONDS).err())
                    .as("the first call that is refused ends the program")
                    .contains(
                            "breakwater: operator (" + BY + "): the mode of " + host + " is observe",
                            "breakwater: operator (" + BY + "): the circuit breaker of " + host + " is forced open",
                            "breakwater: operator (" + BY + "): everything is off",
                            "breakwater: operator (" + BY + "): everything is on again",
                            "breakwater: operator (" + BY + "): the mode of " + host + " is as configured")
                    .anySatisfy(line -> assertThat(line)
                            .contains("circuit breaker of " + host + " is open [operator (" + BY + ")]"));
        }
    }
}
