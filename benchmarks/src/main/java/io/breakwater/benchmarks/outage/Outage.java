package io.breakwater.benchmarks.outage;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs the outage for each strategy, one after the other, with the same arrivals, and compares them.
 *
 * <p>Arguments: the agent's jar, its configuration, the directory for what the JVMs say on standard error, and, if not
 * all, the strategies.
 */
public final class Outage {
    private static final long HEAD_START_MILLIS = 2_000;
    private static final List<String> STRATEGIES = List.of("none", "immediate", "resilience4j", "breakwater");
    private static final String SUMMARY = "%-9s %-14s %10s %10s %14s %12s %12s%n";

    private final String agent;
    private final Path directory;
    private final List<String> summary = new ArrayList<>();

    private Outage(String agent, Path directory) {
        this.agent = agent;
        this.directory = directory;
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Outage outage = new Outage("-javaagent:" + args[0] + "=" + args[1], Path.of(args[2]));
        Files.createDirectories(outage.directory);
        List<String> strategies = args.length > 3 ? Arrays.asList(args).subList(3, args.length) : STRATEGIES;
        for (Plan.Kind kind : Plan.Kind.values()) {
            for (String strategy : strategies) {
                outage.run(kind, strategy);
            }
        }
        System.out.printf(
                "%n" + SUMMARY, "outage", "strategy", "failed", "busy", "asleep in", "attempts per", "seconds to");
        System.out.printf(SUMMARY, "", "", "before", "callers", "backoff", "call", "95 % ok");
        outage.summary.forEach(System.out::print);
    }

    private void run(Plan.Kind kind, String strategy) throws IOException, InterruptedException {
        System.out.printf("%n%s, %s (* = down)%n", kind, strategy);
        String name = kind + "-" + strategy;
        Process backend = start(name + "-backend", List.of(), Backend.class, kind.name());
        OutputStream toBackend = backend.getOutputStream();
        try (BufferedReader fromBackend = reader(backend)) {
            String port = fromBackend.readLine();
            String begin = Long.toString(System.currentTimeMillis() + HEAD_START_MILLIS + Plan.WARM_UP_MILLIS);
            toBackend.write((begin + '\n').getBytes(StandardCharsets.US_ASCII));
            toBackend.flush();
            List<String> options = strategy.equals("breakwater") ? List.of(agent) : List.of();
            Process caller = start(name + "-caller", options, Caller.class, port, strategy, begin);
            List<String> lines;
            try (BufferedReader fromCaller = reader(caller)) {
                lines = fromCaller.lines().collect(Collectors.toList());
            } finally {
                caller.destroy();
            }
            toBackend.close();
            report(kind, strategy, new Recording(lines, fromBackend.readLine()));
        } finally {
            backend.destroy();
        }
    }

    private void report(Plan.Kind kind, String strategy, Recording recording) {
        recording.printSeconds();
        double seconds = recording.secondsToRecover();
        summary.add(String.format(
                SUMMARY,
                kind,
                strategy,
                String.format("%.1f %%", 100 * recording.failedBefore()),
                String.format("%.1f", recording.busyInOutage()),
                String.format("%.1f", recording.asleepInOutage()),
                String.format("%.3f", recording.attemptsPerCallInOutage()),
                Double.isNaN(seconds) ? "never" : String.format("%.1f", seconds)));
    }

    private Process start(String name, List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        File errors = directory.resolve(name + ".txt").toFile();
        return new ProcessBuilder(command).redirectError(errors).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
