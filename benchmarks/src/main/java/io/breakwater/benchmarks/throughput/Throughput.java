package io.breakwater.benchmarks.throughput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs every client in two JVMs, without the agent and with it, which call by turns, a moment each, and compares them.
 *
 * <p>Arguments: the agent's jar, its configuration, rounds, milliseconds of a turn, and, if not all, the clients.
 */
public final class Throughput {
    private static final List<String> CLIENTS = List.of("jdk", "apache4", "apache5", "okhttp", "urlconnection");
    private static final int[] CALLERS = {1, 64};
    private static final int WARM_UP_TURNS = 12;
    private static final String ROW = "%-14s %8s %10s %10s %8s %8s %8s %11s %11s%n";

    private final String agent;
    private final int rounds;
    private final String turn;

    private Throughput(String agent, int rounds, String turn) {
        this.agent = agent;
        this.rounds = rounds;
        this.turn = turn;
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        Throughput throughput =
                new Throughput("-javaagent:" + args[0] + "=" + args[1], Integer.parseInt(args[2]), args[3]);
        List<String> clients = args.length > 4 ? Arrays.asList(args).subList(4, args.length) : CLIENTS;
        System.out.printf(
                ROW, "client", "callers", "calls/s", "calls/s", "ratio", "CPU", "p99", "bytes/call", "bytes/call");
        System.out.printf(ROW, "", "", "without", "with", "", "ratio", "ratio", "without", "with");
        for (String client : clients) {
            for (int callers : CALLERS) {
                throughput.compare(client, callers);
            }
        }
    }

    private void compare(String client, int callers) throws IOException {
        try (Origin origin = new Origin();
                Application without = new Application(List.of(), client, origin, callers);
                Application with = new Application(List.of(agent), client, origin, callers)) {
            for (int warmUp = 0; warmUp < WARM_UP_TURNS; warmUp++) {
                without.call(turn);
                with.call(turn);
            }
            List<Turn> plain = new ArrayList<>();
            List<Turn> guarded = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                plain.add(without.call(turn));
                guarded.add(with.call(turn));
            }
            print(client, callers, plain, guarded);
        }
    }

    private static void print(String client, int callers, List<Turn> plain, List<Turn> guarded) {
        double rate = median(plain, Turn::callsPerSecond);
        double guardedRate = median(guarded, Turn::callsPerSecond);
        System.out.printf(
                ROW,
                client,
                callers,
                String.format("%.0f", rate),
                String.format("%.0f", guardedRate),
                String.format("%.3f", guardedRate / rate),
                String.format("%.3f", median(guarded, Turn::cpuNanos) / median(plain, Turn::cpuNanos)),
                String.format("%.3f", median(guarded, Turn::p99Nanos) / median(plain, Turn::p99Nanos)),
                String.format("%.0f", median(plain, Turn::bytes)),
                String.format("%.0f", median(guarded, Turn::bytes)));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** One turn of one JVM; figures are for one call. */
    private static final class Turn {
        private final double calls;
        private final double nanos;
        private final double cpuNanos;
        private final double bytes;
        private final double p99Nanos;

        Turn(String line) {
            String[] words = line.split(" ", -1);
            calls = Double.parseDouble(words[0]);
            nanos = Double.parseDouble(words[1]);
            cpuNanos = Double.parseDouble(words[2]);
            bytes = Double.parseDouble(words[3]);
            p99Nanos = Double.parseDouble(words[4]);
        }

        double callsPerSecond() {
            return calls / nanos * 1e9;
        }

        double cpuNanos() {
            return cpuNanos / calls;
        }

        double bytes() {
            return bytes / calls;
        }

        double p99Nanos() {
            return p99Nanos;
        }
    }

    /** A JVM that calls when it is told to. */
    private static final class Application implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        Application(List<String> options, String client, Origin origin, int callers) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-Xms256m", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(
                    Callers.class.getName(), client, Integer.toString(origin.port()), Integer.toString(callers)));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        }

        Turn call(String millis) throws IOException {
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
}
