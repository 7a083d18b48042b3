package io.breakwater.smoke.demo;

import io.breakwater.smoke.demo.DatabasePlan.Turn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the database told during one run, in its words: see {@link FlakyDatabase}. Instants count from the epoch.
 *
 * <p>Thread-safety: thread-safe.
 */
final class DatabaseEvents {
    private final List<Long> connections = new ArrayList<>();
    private final List<Long> messages = new ArrayList<>();
    private final Map<Turn, Long> turns = new EnumMap<>(Turn.class);
    private List<Integer> rows;

    synchronized void line(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("rows")) {
            rows = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                rows.add(Integer.valueOf(words[i]));
            }
            notifyAll();
            return;
        }
        long millis = Long.parseLong(words[0]);
        switch (words[1]) {
            case "connection":
                connections.add(millis);
                break;
            case "message":
                messages.add(millis);
                break;
            default:
                turns.put(Turn.valueOf(words[1].toUpperCase(Locale.ROOT)), millis);
        }
    }

    /** Attempts to connect, the refused ones among them. */
    synchronized List<Long> connections() {
        return new ArrayList<>(connections);
    }

    /** What clients have sent, whether it arrived or was lost. */
    synchronized List<Long> messages() {
        return new ArrayList<>(messages);
    }

    /** When that happened, or null if it has not yet. */
    synchronized Long millisOf(Turn turn) {
        return turns.get(turn);
    }

    /** Waits for the answer to the last question. */
    synchronized List<Integer> awaitRows(long millis) throws InterruptedException {
        long endMillis = System.currentTimeMillis() + millis;
        while (rows == null) {
            long left = endMillis - System.currentTimeMillis();
            if (left <= 0) {
                throw new IllegalStateException("the database did not tell its rows within " + millis + " ms");
            }
            wait(left);
        }
        return rows;
    }
}
