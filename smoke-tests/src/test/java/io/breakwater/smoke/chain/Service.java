package io.breakwater.smoke.chain;

import io.breakwater.smoke.Jdk;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A service that runs, in a JVM of its own, until it is closed.
 *
 * <p>Thread-safety: thread-safe.
 */
public final class Service implements Closeable {
    private static final long MOST_START_SECONDS = 120;
    private static final long MOST_WAIT_SECONDS = 30;
    private static final String READY = "ready ";

    private final ServiceOptions options;
    private final Process process;
    private final Path err;
    private final List<Event> events = new ArrayList<>();
    private final List<String> otherLines = new ArrayList<>();

    private Service(ServiceOptions options, Process process, Path err) {
        this.options = options;
        this.process = process;
        this.err = err;
        Thread reader = new Thread(this::read, "journal of " + options);
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns when it can be asked. */
    static Service start(ServiceOptions options, List<String> arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile(options.directory(), options.stack().name(), ".err");
        ProcessBuilder builder = new ProcessBuilder(options.command(arguments));
        // What a developer's shell sets must not reach the JVM under test.
        builder.environment().keySet().removeIf(name -> name.matches("BREAKWATER.*|OTEL_.*|.*JAVA_OPTIONS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(options.variables());
        builder.directory(options.directory().toFile());
        builder.redirectError(err.toFile());
        Service service = new Service(options, builder.start(), err);
        try {
            service.await("ready", MOST_START_SECONDS, event -> event.text().startsWith(READY));
            return service;
        } catch (IOException | InterruptedException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    Jdk jdk() {
        return options.jdk();
    }

    Stack stack() {
        return options.stack();
    }

    int port() {
        synchronized (this) {
            return events.stream()
                    .filter(event -> event.text().startsWith(READY))
                    .mapToInt(event -> Integer.parseInt(event.text().substring(READY.length())))
                    .findFirst()
                    .orElseThrow(IllegalStateException::new);
        }
    }

    /** Its address; the host is one that the deadline may be told to. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** What it wrote of an order so far. */
    synchronized List<Event> events(String order) {
        return events.stream().filter(event -> event.order().equals(order)).collect(Collectors.toList());
    }

    /** Waits for the first event of an order whose text begins like this. */
    Event await(String order, String start) throws IOException, InterruptedException {
        return await(
                order + " " + start,
                MOST_WAIT_SECONDS,
                event -> event.order().equals(order) && event.text().startsWith(start));
    }

    /** Waits until it works on an order no more, however often it came, and returns when that was. */
    long awaitEnd(String order) throws IOException, InterruptedException {
        await(order, "received ");
        Event last = await(
                order + " ended",
                MOST_WAIT_SECONDS,
                event -> event.order().equals(order)
                        && event.text().startsWith("answers ")
                        && count(order, "received ") == count(order, "answers ")
                        && events(order).stream().noneMatch(other -> other.millis() > event.millis()));
        return last.millis();
    }

    private long count(String order, String start) {
        return events(order).stream()
                .filter(event -> event.text().startsWith(start))
                .count();
    }

    private synchronized Event await(String what, long seconds, Predicate<Event> wanted)
            throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            for (Event event : events) {
                if (wanted.test(event)) {
                    return event;
                }
            }
            long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0 || !process.isAlive()) {
                throw new IOException(options + ": no event \"" + what + "\" within " + seconds + " s, but " + events
                        + otherLines + "; standard error: " + err());
            }
            wait(Math.min(leftMillis, 500));
        }
    }

    /** Standard error so far. */
    List<String> err() throws IOException {
        return Files.readAllLines(err);
    }

    /** Lines of the agent's log so far. */
    public List<String> log() throws IOException {
        return err().stream().filter(line -> line.startsWith("breakwater: ")).collect(Collectors.toList());
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                written(line);
            }
        } catch (IOException ended) {
            // The process was destroyed.
        }
    }

    private synchronized void written(String line) {
        Event event = Event.parse(line, options.aheadMillis());
        if (event != null) {
            events.add(event);
        } else {
            otherLines.add(line);
        }
        notifyAll();
    }

    @Override
    public String toString() {
        return options.toString();
    }
}
