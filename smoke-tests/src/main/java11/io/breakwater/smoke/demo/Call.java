package io.breakwater.smoke.demo;

/**
 * One call of the program, as its output tells. Times are milliseconds; instants count from the epoch.
 *
 * <p>Thread-safety: immutable.
 */
final class Call {
    private static final String NOTHING = "-";

    private final long dueMillis;
    private final long startedMillis;
    private final long endedMillis;
    private final String outcome;
    private final String sale;

    private Call(long dueMillis, long startedMillis, long endedMillis, String outcome, String sale) {
        this.dueMillis = dueMillis;
        this.startedMillis = startedMillis;
        this.endedMillis = endedMillis;
        this.outcome = outcome;
        this.sale = sale;
    }

    /**
     * @param line as {@link io.breakwater.smoke.apps.PriceWatcher} and {@link io.breakwater.smoke.apps.CashDesk} print
     *     it
     */
    static Call parse(String line) {
        String[] fields = line.split(" ", -1);
        long due = Long.parseLong(fields[0]);
        long started = due + Long.parseLong(fields[1]);
        return new Call(
                due, started, started + Long.parseLong(fields[2]), fields[3], fields.length == 4 ? NOTHING : fields[4]);
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
        return outcome.equals("200") || outcome.equals("ok");
    }

    /** Whether it was to leave a row in the database. */
    boolean isSale() {
        return !sale.equals(NOTHING);
    }

    /** What the row is known by; only if it {@link #isSale}. */
    int sale() {
        return Integer.parseInt(sale);
    }

    /** A status, {@code ok}, or the name of an exception. */
    String outcome() {
        return outcome;
    }
}
