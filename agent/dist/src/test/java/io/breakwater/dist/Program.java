package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a Java program, to its end. */
final class Program {
    private static final int MOST_SECONDS = 60;

    private final String output;
    private final String errors;

    private Program(String output, String errors) {
        this.output = output;
        this.errors = errors;
    }

    /** Runs and expects exit code 0 without anybody ending it. */
    static Program run(Path folder, Jdk jdk, String... arguments) throws IOException, InterruptedException {
        File output = Files.createTempFile(folder, "program", ".out").toFile();
        File errors = Files.createTempFile(folder, "program", ".err").toFile();
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output).redirectError(errors);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("BREAKWATER_") || name.equals("JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        Program program = new Program(text(output), text(errors));
        assertThat(ended).as("%s ends by itself: %s", jdk, program).isTrue();
        assertThat(process.exitValue()).as("%s: %s", jdk, program).isZero();
        return program;
    }

    private static String text(File file) throws IOException {
        return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
    }

    String output() {
        return output;
    }

    String errors() {
        return errors;
    }

    @Override
    public String toString() {
        return output + errors;
    }
}
