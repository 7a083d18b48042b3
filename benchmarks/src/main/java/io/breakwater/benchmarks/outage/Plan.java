package io.breakwater.benchmarks.outage;

/** What happens when, in milliseconds since the run began; negative times are the warm-up. Thread-safety: immutable. */
final class Plan {
    static final int WARM_UP_MILLIS = 10_000;
    static final int OUTAGE_START_MILLIS = 5_000;
    static final int OUTAGE_END_MILLIS = 15_000;
    static final int END_MILLIS = 30_000;

    static final int CALLS_PER_SECOND = 350;
    static final int CALLER_THREADS = 400;
    static final int TIMEOUT_MILLIS = 500;
    static final int SLOTS = 10;
    static final int SLOT_MILLIS = 20;
    static final long SEED = 20_150_306;

    /** What the backend does while it is down. */
    enum Kind {
        /** It takes its time for each request, as ever, and then answers 503. */
        ERRORS,
        /** It takes requests and never answers them. */
        SILENCE
    }

    private Plan() {}

    /** Calls per second at that time. During the warm-up it grows, because a cold JVM cannot take all at once. */
    static double rate(double millis) {
        double warmth = 2 * (millis + WARM_UP_MILLIS) / WARM_UP_MILLIS;
        return CALLS_PER_SECOND * Math.max(0.05, Math.min(1, warmth));
    }

    static boolean isOutage(long millis) {
        return millis >= OUTAGE_START_MILLIS && millis < OUTAGE_END_MILLIS;
    }
}
