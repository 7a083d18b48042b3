package io.breakwater.smoke.demo;

/**
 * One call of the program, as its output tells. Times are milliseconds; instants count from the epoch.
 *
 * <p>Thread-safety: immutable.
 */
final class Call {
    private final long dueMillis;
    private final long startedMillis;
    private final long endedMillis;
    private final String outcome;

    private Call(long dueMillis, long startedMillis, long endedMillis, String outcome) {
        this.dueMillis = dueMillis;
        this.startedMillis = startedMillis;
        this.endedMillis = endedMillis;
        this.outcome = outcome;
    }

    /** @param line as {@link io.breakwater.smoke.apps.PriceWatcher} prints it */
    static Call parse(String line) {
        String[] fields = line.split(" ", -1);
        long due = Long.parseLong(fields[0]);
        long started = due + Long.parseLong(fields[1]);
        return new Call(due, started, started + Long.parseLong(fields[2]), fields[3]);
    }

    /** When the program wanted it. */
    long dueMillis() {
        return dueMillis;
    }

    /** When a thread was free for it. */
    long startedMillis() {
        return startedMillis;
    }

    long endedMillis() {
        return endedMillis;
    }

    /** From the moment it was due: waiting for a thread counts. */
    long tookMillis() {
        return endedMillis - dueMillis;
    }

    boolean isAnswered() {
        return outcome.equals("200");
    }

    /** A status, or the name of an exception. */
    String outcome() {
        return outcome;
    }
}
