package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM that goes on while something is done to it, and answers questions on its standard input. */
final class LivingJvm implements Closeable {
    /** More than the longest question, which waits 90 s for the garbage collector. */
    private static final long MOST_SECONDS = 120;

    private final Process process;
    private final Path err;
    private final PrintStream questions;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private LivingJvm(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        Thread reader = new Thread(this::read, "answers");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program of {@link io.breakwater.smoke.apps}, which says {@code ready} first. */
    static LivingJvm start(Jdk jdk, List<String> options, List<Path> classPath, String program, String... arguments)
            throws IOException, InterruptedException {
        return startBehind(List.of(), jdk, options, classPath, program, arguments);
    }

    /** The same by another command, which is given the JVM's as its last words. */
    static LivingJvm startBehind(
            List<String> behind,
            Jdk jdk,
            List<String> options,
            List<Path> classPath,
            String program,
            String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(behind);
        command.addAll(List.of(jdk.java().toString(), "-Xmx256m"));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("io.breakwater.smoke.apps." + program);
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("smoke", ".err");
        LivingJvm jvm = new LivingJvm(
                clean(new ProcessBuilder(command)).redirectError(err.toFile()).start(), err);
        assertThat(jvm.nextAnswer()).isEqualTo("ready");
        return jvm;
    }

    /** What a developer's shell sets must not reach a JVM under test. */
    static ProcessBuilder clean(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.matches("BREAKWATER.*|OTEL_.*|.*JAVA_.*OPTIONS"));
        return builder;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (IOException closed) {
            // Whoever waits for an answer says so.
        }
    }

    /** Of the JVM, whoever has started it. */
    long pid() {
        return process.descendants()
                .reduce((one, next) -> next)
                .map(ProcessHandle::pid)
                .orElse(process.pid());
    }

    String ask(String question) throws InterruptedException, IOException {
        questions.println(question);
        return nextAnswer();
    }

    private String nextAnswer() throws InterruptedException, IOException {
        String answer = answers.poll(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("an answer; standard error: %s", err()).isNotNull();
        return answer;
    }

    /** Asks until the answer is a number that is greater by that much. */
    void awaitMore(String question, long more) throws InterruptedException, IOException {
        long first = Long.parseLong(ask(question));
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (Long.parseLong(ask(question)) < first + more) {
            assertThat(System.nanoTime() - endNanos).as("%s goes on", question).isNegative();
            TimeUnit.MILLISECONDS.sleep(20); // it is a process of its own
        }
    }

    /** Standard error so far. */
    List<String> err() throws IOException {
        return Files.readAllLines(err);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(err);
    }
}
