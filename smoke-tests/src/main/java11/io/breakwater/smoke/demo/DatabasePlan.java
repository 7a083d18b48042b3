package io.breakwater.smoke.demo;

/**
 * What happens to the database when, in milliseconds since the first call of the program was due. In tenths of the run: for
 * three of them single statements stall; at the fourth the server is killed, for one; at the seventh the network falls
 * silent, for another one. What comes between and after is quiet.
 *
 * <p>Thread-safety: immutable.
 */
final class DatabasePlan {
    /** What has just begun, as the database tells it. */
    enum Turn {
        STALLING,
        FLOWING,
        DOWN,
        UP,
        SILENT,
        HEARD
    }

    /** Calls per second. */
    static final int RATE = Plan.RATE;

    /** Of so many statements one stalls. */
    static final int STATEMENTS_PER_STALL = 20;

    /** How long a stalled statement takes. */
    static final long STALL_MILLIS = 3_000;

    /** Calls due so soon after an outage still belong to it. */
    static final long SETTLING_MILLIS = 2_000;

    private final int seconds;

    DatabasePlan(int seconds) {
        this.seconds = seconds;
    }

    /** Of the run as a whole. */
    int seconds() {
        return seconds;
    }

    long endMillis() {
        return seconds * 1000L;
    }

    /** When it should come: a server takes its time to start. */
    long startMillis(Turn turn) {
        switch (turn) {
            case STALLING:
                return 0;
            case FLOWING:
                return tenths(3);
            case DOWN:
                return tenths(4);
            case UP:
                return tenths(5);
            case SILENT:
                return tenths(7);
            default:
                return tenths(8);
        }
    }

    private long tenths(int number) {
        return seconds * 100L * number;
    }
}
