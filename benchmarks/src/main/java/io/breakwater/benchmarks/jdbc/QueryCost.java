package io.breakwater.benchmarks.jdbc;

import static io.breakwater.benchmarks.turns.Turn.median;

import io.breakwater.benchmarks.turns.CallingJvm;
import io.breakwater.benchmarks.turns.Turn;
import io.breakwater.instrumentation.jdbc.kit.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the same queries in four JVMs, which call by turns, a moment each: without the agent; without it, but with the
 * application's own query timeouts, for the driver's share; with the agent, but without limits on queries; and with all.
 *
 * <p>Arguments: the agent's jar, the configuration without limits on queries, the one with all, rounds, milliseconds of a
 * turn, and, if not all, the databases.
 */
public final class QueryCost {
    private static final List<String> DATABASES = List.of("h2", "postgresql");
    private static final List<String> FORMS = List.of("plain", "own limits", "agent, no limits", "agent");
    private static final int[] CALLERS = {1, 2};
    private static final int WARM_UP_TURNS = 6;
    private static final String ROW = "%-12s %8s %-18s %10s %8s %10s %8s %10s %8s %11s%n";

    private final List<List<String>> options;
    private final int rounds;
    private final String turn;

    private QueryCost(List<List<String>> options, int rounds, String turn) {
        this.options = options;
        this.rounds = rounds;
        this.turn = turn;
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException, SQLException {
        String agent = "-javaagent:" + args[0] + "=";
        List<List<String>> options = List.of(List.of(), List.of(), List.of(agent + args[1]), List.of(agent + args[2]));
        QueryCost cost = new QueryCost(options, Integer.parseInt(args[3]), args[4]);
        List<String> databases = args.length > 5 ? Arrays.asList(args).subList(5, args.length) : DATABASES;
        System.out.printf(
                ROW, "database", "callers", "", "calls/s", "ratio", "CPU ns", "ratio", "p99 ns", "ratio", "bytes/call");
        for (String database : databases) {
            for (int callers : CALLERS) {
                cost.compare(database, callers);
            }
        }
        System.exit(0);
    }

    private void compare(String database, int callers) throws IOException, SQLException {
        List<String> target = database.equals("h2") ? List.of("jdbc:h2:mem:cost", "") : postgresql();
        List<CallingJvm> jvms = new ArrayList<>();
        List<List<Turn>> turns = new ArrayList<>();
        try {
            for (int form = 0; form < FORMS.size(); form++) {
                List<String> arguments = new ArrayList<>(target);
                arguments.addAll(List.of(form == 1 ? "limits" : "no limits", Integer.toString(callers)));
                jvms.add(new CallingJvm(options.get(form), Queries.class, arguments));
                turns.add(new ArrayList<>());
            }
            for (int round = -WARM_UP_TURNS; round < rounds; round++) {
                for (int form = 0; form < FORMS.size(); form++) {
                    Turn taken = jvms.get(form).call(turn);
                    if (round >= 0) {
                        turns.get(form).add(taken);
                    }
                }
            }
        } finally {
            jvms.forEach(CallingJvm::close);
        }
        for (int form = 0; form < FORMS.size(); form++) {
            print(database, callers, FORMS.get(form), turns.get(form), turns.get(0));
        }
    }

    private static List<String> postgresql() throws SQLException {
        DatabaseServer server = DatabaseServer.postgresql();
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
        try (Connection connection = DriverManager.getConnection(url, server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists price (article int primary key, amount int)");
            statement.execute("insert into price select g, 42 from generate_series(1, 1000) g on conflict do nothing");
        }
        return List.of(url, server.user());
    }

    private static void print(String database, int callers, String form, List<Turn> turns, List<Turn> plain) {
        double rate = median(turns, Turn::callsPerSecond);
        double cpu = median(turns, Turn::cpuNanos);
        double p99 = median(turns, Turn::p99Nanos);
        System.out.printf(
                ROW,
                database,
                callers,
                form,
                String.format("%.0f", rate),
                String.format("%.3f", rate / median(plain, Turn::callsPerSecond)),
                String.format("%.0f", cpu),
                String.format("%.3f", cpu / median(plain, Turn::cpuNanos)),
                String.format("%.0f", p99),
                String.format("%.3f", p99 / median(plain, Turn::p99Nanos)),
                String.format("%.0f", median(turns, Turn::bytes)));
    }
}
