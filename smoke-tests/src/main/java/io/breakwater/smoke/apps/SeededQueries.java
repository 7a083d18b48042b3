package io.breakwater.smoke.apps;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Jobs of a program without a pool: each gets a connection, reads something a few times and closes it. Prints how many
 * jobs were done, and how many failed.
 *
 * <p>Arguments: JDBC URL, user, jobs, reads of each, threads.
 */
public final class SeededQueries {
    private SeededQueries() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int jobs = Integer.parseInt(args[2]);
        int reads = Integer.parseInt(args[3]);
        int threads = Integer.parseInt(args[4]);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Boolean>> done = new ArrayList<>();
        for (int job = 0; job < jobs; job++) {
            done.add(executor.submit(() -> isDone(args[0], args[1], reads)));
        }
        int failed = 0;
        for (Future<Boolean> each : done) {
            failed += each.get() ? 0 : 1;
        }
        executor.shutdown();
        System.out.println((jobs - failed) + " done");
        System.out.println(failed + " failed");
    }

    private static boolean isDone(String url, String user, int reads) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            for (int read = 0; read < reads; read++) {
                try (ResultSet rows = statement.executeQuery("select " + read)) {
                    if (!rows.next()) {
                        return false;
                    }
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
