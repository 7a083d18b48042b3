package io.breakwater.smoke.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The JVMs that the demo started. They end with it, also when it is interrupted.
 *
 * <p>Thread-safety: thread-safe.
 */
final class Children {
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    Children() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "demo-stop"));
    }

    /** Starts the JVM that runs this program once more, with other options. */
    Child start(List<String> options, Consumer<String> output, Consumer<String> complaints) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        Process process = new ProcessBuilder(command).start();
        running.add(process);
        return new Child(process, pump(process.getInputStream(), output), pump(process.getErrorStream(), complaints));
    }

    private void stopAll() {
        running.forEach(Process::destroyForcibly);
    }

    private static Thread pump(InputStream from, Consumer<String> to) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            to.accept(line);
                        }
                    } catch (IOException ended) {
                        // The process was destroyed.
                    }
                },
                "demo-pump");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** One JVM and the threads that read its output. */
    final class Child implements AutoCloseable {
        private final Process process;
        private final Thread output;
        private final Thread complaints;

        private Child(Process process, Thread output, Thread complaints) {
            this.process = process;
            this.output = output;
            this.complaints = complaints;
        }

        /** Writes a line to its standard input. */
        void tell(String line) throws IOException {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Waits until it ended by itself and all of its output was read. */
        void awaitEnd() throws InterruptedException {
            process.waitFor();
            output.join();
            complaints.join();
        }

        @Override
        public void close() {
            process.destroy();
            running.remove(process);
        }
    }
}
