package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM to start: with the packaged agent or without it, one program, and then what it left. The program must end by
 * itself; a thread of ours that kept it alive would show as a time-out.
 */
public final class AgentJvm {
    public static final Path AGENT = Path.of(System.getProperty("breakwater.jar"));
    static final Path PROGRAMS = Path.of(System.getProperty("programs.jar"));
    private static final long MOST_SECONDS = 60;

    private final Jdk jdk;
    private final List<String> options = new ArrayList<>(List.of("-Xmx128m"));
    private final List<Path> classPath = new ArrayList<>(List.of(PROGRAMS));
    private final Map<String, String> variables = new HashMap<>();
    private boolean isRead = true;
    private long mostSeconds = MOST_SECONDS;

    private AgentJvm(Jdk jdk) {
        this.jdk = jdk;
    }

    static AgentJvm on(Jdk jdk) {
        return new AgentJvm(jdk);
    }

    /** Our agent, with nothing said. */
    AgentJvm agent() {
        return option("-javaagent:" + AGENT);
    }

    /** Our agent, with a configuration. */
    AgentJvm agent(Path configuration) {
        return option("-javaagent:" + AGENT + "=" + configuration);
    }

    /** Another agent. */
    AgentJvm otherAgent(Path jar) {
        return option("-javaagent:" + jar);
    }

    /** Options in the order in which they are given. */
    AgentJvm option(String... some) {
        options.addAll(List.of(some));
        return this;
    }

    AgentJvm classPath(Path... jars) {
        classPath.addAll(List.of(jars));
        return this;
    }

    /** A variable of the environment. */
    AgentJvm variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** The program may take that long, for what starts slowly. */
    AgentJvm within(long seconds) {
        mostSeconds = seconds;
        return this;
    }

    /** Standard error is a pipe that nobody reads, and none of it is known afterwards. */
    AgentJvm unread() {
        isRead = false;
        return this;
    }

    /** Runs a program of {@link io.breakwater.smoke.apps} to its end. */
    Ended run(String program, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("io.breakwater.smoke.apps." + program);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(command);
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("smoke", ".out");
        Path err = Files.createTempFile("smoke", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        // What a developer's shell sets must not reach the JVM under test, or show on its standard error.
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("BREAKWATER") || name.startsWith("OTEL_") || name.contains("JAVA_OPTIONS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(variables);
        builder.redirectOutput(out.toFile());
        builder.redirectError(isRead ? ProcessBuilder.Redirect.to(err.toFile()) : ProcessBuilder.Redirect.PIPE);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(mostSeconds, TimeUnit.SECONDS);
            List<String> outLines = Files.readAllLines(out);
            List<String> errLines = Files.readAllLines(err);
            assertThat(ended)
                    .as(
                            "the JVM ends by itself within %d s; output: %s; standard error: %s",
                            mostSeconds, outLines, errLines)
                    .isTrue();
            return new Ended(process.exitValue(), outLines, errLines);
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What a JVM left. */
    static final class Ended {
        private final int exitCode;
        private final List<String> out;
        private final List<String> err;

        private Ended(int exitCode, List<String> out, List<String> err) {
            this.exitCode = exitCode;
            this.out = out;
            this.err = err;
        }

        List<String> out() {
            return out;
        }

        List<String> err() {
            return err;
        }

        /** Asserts a good end and exactly these lines on standard output. */
        Ended printed(String... lines) {
            assertThat(out).as("standard output; standard error: %s", err).containsExactly(lines);
            assertThat(exitCode).as("exit code; standard error: %s", err).isZero();
            return this;
        }

        /** Asserts that nobody complained. */
        Ended quietly() {
            assertThat(err).as("standard error").isEmpty();
            return this;
        }

        /** Asserts that on standard error there is nothing but lines of the agent's log. */
        Ended withOnlyOurLog() {
            assertThat(err)
                    .as("standard error")
                    .allSatisfy(line -> assertThat(line).startsWith("breakwater: "));
            return this;
        }
    }
}
