package io.breakwater.benchmarks.turns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that calls when it is told to: its program is a {@link CallLoop}. Not thread-safe. */
public final class CallingJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    /** @param options of the JVM, such as its agent */
    public CallingJvm(List<String> options, Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xms256m", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Has it call for that long. */
    public Turn call(String millis) throws IOException {
        process.getOutputStream().write((millis + '\n').getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the application has ended; what it said is above");
        }
        return new Turn(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
