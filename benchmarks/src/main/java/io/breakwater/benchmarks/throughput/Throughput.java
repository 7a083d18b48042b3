package io.breakwater.benchmarks.throughput;

import static io.breakwater.benchmarks.turns.Turn.median;

import io.breakwater.benchmarks.turns.CallingJvm;
import io.breakwater.benchmarks.turns.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
                CallingJvm without = application(List.of(), client, origin, callers);
                CallingJvm with = application(List.of(agent), client, origin, callers)) {
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

    private static CallingJvm application(List<String> options, String client, Origin origin, int callers)
            throws IOException {
        List<String> arguments = List.of(client, Integer.toString(origin.port()), Integer.toString(callers));
        return new CallingJvm(options, Callers.class, arguments);
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
}
