package io.breakwater.smoke.demo;

import io.breakwater.instrumentation.jdbc.kit.DatabaseServer;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.smoke.demo.DatabasePlan.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The database of the demo, a real PostgreSQL, and the network before it. In a JVM of its own. Prints the URL and the user,
 * then a line for each connection and each message that reaches the network, and for each turn of the plan: when it was (epoch
 * milliseconds), and what.
 *
 * <p>Reads {@code begin} and an epoch millisecond, from which on the plan counts, and {@code rows}, which is answered with
 * that word and the customers in the table. Ends when its standard input does, and so never outlives the demo.
 */
final class FlakyDatabase {
    private static final long SAMPLE_MILLIS = 10;

    private final DatabasePlan plan;
    private final DatabaseServer server;
    private final FaultProxy network;

    private FlakyDatabase(DatabasePlan plan, DatabaseServer server, FaultProxy network) {
        this.plan = plan;
        this.server = server;
        this.network = network;
    }

    /** Arguments: seconds of the run. */
    public static void main(String[] args) throws Exception {
        DatabaseServer server = DatabaseServer.postgresql();
        try (FaultProxy network = server.proxy()) {
            FlakyDatabase database = new FlakyDatabase(new DatabasePlan(Integer.parseInt(args[0])), server, network);
            database.create();
            System.out.println("jdbc:postgresql://" + network.host() + ":" + network.port() + "/" + server.database()
                    + " " + server.user());
            inBackground(database::watch);
            database.obey();
        }
        System.exit(0);
    }

    /** A read and an insert that look like any other, and take 10 to 30 ms; which of them stalls, a sequence says. */
    private void create() throws SQLException {
        execute(
                "create table stalling (seconds float not null)",
                "insert into stalling values (0)",
                "create sequence visit",
                "create function visit() returns int language plpgsql volatile as $$ declare s float; begin"
                        + " select seconds into s from stalling; if s = 0 or nextval('visit') % "
                        + DatabasePlan.STATEMENTS_PER_STALL + " > 0 then s := 0.01 + random() * 0.02; end if;"
                        + " perform pg_sleep(s); return 0; end $$",
                "create view price as select g as article, 42 + visit() as amount from generate_series(0, 1000) as g",
                "create table sale (customer int not null, at_desk int not null default visit())");
    }

    private void obey() throws IOException, SQLException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.equals("rows")) {
                System.out.println("rows" + rows());
            } else {
                long zeroMillis = Long.parseLong(line.substring("begin ".length()));
                inBackground(() -> play(zeroMillis));
            }
        }
    }

    private void play(long zeroMillis) throws Exception {
        for (Turn turn : Turn.values()) {
            Thread.sleep(Math.max(0, zeroMillis + plan.startMillis(turn) - System.currentTimeMillis()));
            bringAbout(turn);
        }
    }

    /** What helps is told once it has, what hurts as soon as it begins to. */
    private void bringAbout(Turn turn) throws IOException, SQLException {
        switch (turn) {
            case STALLING:
                execute("update stalling set seconds = " + DatabasePlan.STALL_MILLIS / 1000.0);
                tell(turn);
                break;
            case FLOWING:
                execute("update stalling set seconds = 0");
                tell(turn);
                break;
            case DOWN:
                tell(turn);
                server.stop();
                break;
            case UP:
                server.startAgain();
                tell(turn);
                break;
            case SILENT:
                tell(turn);
                network.blackHole();
                break;
            case HEARD:
                network.pass();
                tell(turn);
                break;
        }
    }

    private static void tell(Turn turn) {
        System.out.println(System.currentTimeMillis() + " " + turn.name().toLowerCase(Locale.ROOT));
    }

    private void watch() throws InterruptedException {
        long connections = 0;
        long messages = 0;
        while (true) {
            for (; connections < network.acceptedConnections(); connections++) {
                System.out.println(System.currentTimeMillis() + " connection");
            }
            for (; messages < network.requests(); messages++) {
                System.out.println(System.currentTimeMillis() + " message");
            }
            Thread.sleep(SAMPLE_MILLIS);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String rows() throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet sales = statement.executeQuery("select customer from sale order by customer")) {
            while (sales.next()) {
                rows.append(' ').append(sales.getInt(1));
            }
        }
        return rows.toString();
    }

    /** Past the network that is at fault. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database(),
                server.user(),
                "");
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                e.printStackTrace();
                System.exit(1);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws Exception;
    }
}
