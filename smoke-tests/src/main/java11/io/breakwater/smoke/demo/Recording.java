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
        notifyAll();
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
        awaitFirst(arrivals, millis);
        return arrivals.isEmpty() ? -1 : arrivals.get(0);
    }

    /** Waits for the end of a call, and returns when the first one was due. Negative if none ended in time. */
    synchronized long awaitFirstCall(long millis) throws InterruptedException {
        awaitFirst(calls, millis);
        return calls.stream().mapToLong(Call::dueMillis).min().orElse(-1);
    }

    private synchronized void awaitFirst(List<?> list, long millis) throws InterruptedException {
        long endMillis = System.currentTimeMillis() + millis;
        for (long left = millis; list.isEmpty() && left > 0; left = endMillis - System.currentTimeMillis()) {
            wait(left);
        }
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
