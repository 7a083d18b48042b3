package io.breakwater.smoke.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What program and server told during one run. Instants are milliseconds since the first request reached the server.
 *
 * <p>Thread-safety: thread-safe.
 */
final class Recording {
    private final List<Call> calls = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /** A line of the program. */
    synchronized void call(String line) {
        calls.add(Call.parse(line));
    }

    /** A line of the server. */
    synchronized void arrival(String line) {
        arrivals.add(Long.parseLong(line.substring(0, line.indexOf(' '))));
        notifyAll();
    }

    /** A line on the program's standard error. */
    synchronized void complaint(String line) {
        complaints.add(line);
    }

    /** Waits for the first request; its epoch millisecond is the zero of the run. Negative if none came in time. */
    synchronized long awaitFirstArrival(long millis) throws InterruptedException {
        long endMillis = System.currentTimeMillis() + millis;
        while (arrivals.isEmpty()) {
            long left = endMillis - System.currentTimeMillis();
            if (left <= 0) {
                return -1;
            }
            wait(left);
        }
        return arrivals.get(0);
    }

    synchronized List<Call> calls() {
        return new ArrayList<>(calls);
    }

    synchronized List<Long> arrivals() {
        return new ArrayList<>(arrivals);
    }

    synchronized List<String> complaints() {
        return new ArrayList<>(complaints);
    }
}
