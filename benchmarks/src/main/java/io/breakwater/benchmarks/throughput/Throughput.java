package io.breakwater.benchmarks.throughput;

import io.breakwater.benchmarks.turns.CallingJvm;
import io.breakwater.benchmarks.turns.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs every client in pairs of JVMs, without the agent and with it, which call by turns, a moment each, and compares them.
 * More than one pair, because what the JIT makes of a client differs from JVM to JVM, and so does whether many callers
 * queue up at the lock of a client's pool.
 *
 * <p>Arguments: the agent's jar, its configuration, pairs, rounds, milliseconds of a turn, and, if not all, the clients.
 */
public final class Throughput {
    private static final List<String> CLIENTS = List.of("jdk", "apache4", "apache5", "okhttp", "urlconnection");
    private static final String ROW = "%-14s %8s %8s %10s %10s %20s %8s %8s %11s %11s%n";

    /** As long as it takes until the rate rises no more. */
    private static final int WARM_UP_MILLIS = 10_000;

    private final String agent;
    private final int pairs;
    private final int rounds;
    private final String turn;

    private Throughput(String agent, int pairs, int rounds, String turn) {
        this.agent = agent;
        this.pairs = pairs;
        this.rounds = rounds;
        this.turn = turn;
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        Throughput throughput = new Throughput(
                "-javaagent:" + args[0] + "=" + args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]), args[4]);
        List<String> clients = args.length > 5 ? Arrays.asList(args).subList(5, args.length) : CLIENTS;
        System.out.printf(
                ROW,
                "client",
                "callers",
                "server",
                "calls/s",
                "calls/s",
                "ratio",
                "CPU",
                "p99",
                "bytes/call",
                "bytes/call");
        System.out.printf(ROW, "", "", "takes", "without", "with", "", "ratio", "ratio", "without", "with");
        for (String client : clients) {
            throughput.compare(client, 1, 0);
            throughput.compare(client, 64, 5);
            throughput.compare(client, 64, 0);
        }
    }

    private void compare(String client, int callers, int takesMillis) throws IOException {
        List<Pair> measured = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            measured.add(measure(client, callers, takesMillis));
        }
        System.out.printf(
                ROW,
                client,
                callers,
                takesMillis + " ms",
                String.format("%.0f", median(measured, pair -> Turn.median(pair.plain, Turn::callsPerSecond))),
                String.format("%.0f", median(measured, pair -> Turn.median(pair.guarded, Turn::callsPerSecond))),
                range(measured, Turn::callsPerSecond),
                String.format("%.3f", median(measured, pair -> pair.ratio(Turn::cpuNanos))),
                String.format("%.3f", median(measured, pair -> pair.ratio(Turn::p99Nanos))),
                String.format("%.0f", median(measured, pair -> Turn.median(pair.plain, Turn::bytes))),
                String.format("%.0f", median(measured, pair -> Turn.median(pair.guarded, Turn::bytes))));
    }

    private Pair measure(String client, int callers, int takesMillis) throws IOException {
        try (Origin origin = new Origin(takesMillis);
                CallingJvm without = application(List.of(), client, origin, callers);
                CallingJvm with = application(List.of(agent), client, origin, callers)) {
            for (int warmUp = 0; warmUp < WARM_UP_MILLIS / Integer.parseInt(turn); warmUp++) {
                without.call(turn);
                with.call(turn);
            }
            Pair pair = new Pair();
            for (int round = 0; round < rounds; round++) {
                pair.plain.add(without.call(turn));
                pair.guarded.add(with.call(turn));
            }
            return pair;
        }
    }

    private static CallingJvm application(List<String> options, String client, Origin origin, int callers)
            throws IOException {
        List<String> arguments = List.of(client, Integer.toString(origin.port()), Integer.toString(callers));
        return new CallingJvm(options, Callers.class, arguments);
    }

    private static String range(List<Pair> pairs, ToDoubleFunction<Turn> figure) {
        double[] ratios =
                pairs.stream().mapToDouble(pair -> pair.ratio(figure)).sorted().toArray();
        return String.format(
                "%.3f (%.2f to %.2f)", median(pairs, pair -> pair.ratio(figure)), ratios[0], ratios[ratios.length - 1]);
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** What two JVMs did by turns. */
    private static final class Pair {
        final List<Turn> plain = new ArrayList<>();
        final List<Turn> guarded = new ArrayList<>();

        double ratio(ToDoubleFunction<Turn> figure) {
            return Turn.median(guarded, figure) / Turn.median(plain, figure);
        }
    }
}
