package io.breakwater.instrumentation.jdbc.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The JVM that runs a database server: it obeys one command at a time, and ends when this JVM does, however that ends,
 * because the pipe between them then closes.
 */
final class ServerJvm {
    private static final long MAX_ANSWER_SECONDS = 120;
    private static final int LOG_LINES_SHOWN = 30;
    private static final String ENDED = "ended";

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private ServerJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread reader = new Thread(this::read, "answers of the database server");
        reader.setDaemon(true);
        reader.start();
    }

    static ServerJvm start(String product, Path directory, String classPath) throws IOException {
        Path log = Files.createTempFile(directory, "server", ".log");
        String ownJava = System.getProperty("java.home") + "/bin/java";
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("databases.java", ownJava),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "io.breakwater.instrumentation.jdbc.kit.server.ServerProgram",
                product,
                directory.toString());
        // No agent and no option of the tests' JVM concerns the server.
        builder.environment().keySet().removeIf(name -> name.contains("JAVA_OPTIONS") || name.startsWith("JDK_JAVA"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.redirectError(log.toFile());
        return new ServerJvm(builder.start(), log);
    }

    /** Returns the whole answer, if it begins as expected. */
    synchronized String command(String command, String expected) throws IOException {
        OutputStream commands = process.getOutputStream();
        commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
        return awaitAnswer(expected);
    }

    String awaitAnswer(String expected) throws IOException {
        try {
            String answer = answers.poll(MAX_ANSWER_SECONDS, TimeUnit.SECONDS);
            if (answer == null || !answer.startsWith(expected)) {
                process.destroy();
                throw new IOException("the database server said: " + answer + " (expected: " + expected
                        + "); its log ends with:\n" + String.join("\n", lastLines()));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private List<String> lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            answers.add(e.toString());
        }
        answers.add(ENDED);
    }
}
