package io.breakwater.smoke.demo;

/**
 * What happens when, in milliseconds since the first request: a flaky third, an outage, a flaky third.
 *
 * <p>Thread-safety: immutable.
 */
final class Plan {
    /** Calls per second. */
    static final int RATE = 120;

    /** How long a stalled answer takes. */
    static final long STALL_MILLIS = 3_000;

    /** Calls due so soon after the outage still belong to it: the program is allowed to take a breath. */
    static final long SETTLING_MILLIS = 2_000;

    private final int seconds;

    Plan(int seconds) {
        this.seconds = seconds;
    }

    /** Of the run as a whole. */
    int seconds() {
        return seconds;
    }

    int outageSeconds() {
        return seconds / 3;
    }

    long outageStartMillis() {
        return outageSeconds() * 1000L;
    }

    long outageEndMillis() {
        return 2 * outageStartMillis();
    }

    boolean isOutage(long millis) {
        return millis >= outageStartMillis() && millis < outageEndMillis();
    }

    boolean isOutageOrSettling(long millis) {
        return millis >= outageStartMillis() && millis < outageEndMillis() + SETTLING_MILLIS;
    }
}
