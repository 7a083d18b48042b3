package io.breakwater.instrumentation.jdbc.matrix;

import java.util.Locale;

/** When something is due, and how much later it may come. Immutable. */
final class Limit {
    /** What a driver may add that counts milliseconds. */
    private static final long PRECISE_MILLIS = 100;

    /** What a driver may add that counts whole seconds. */
    private static final long SECONDS_MILLIS = 1_100;

    /** Clocks are not read at the same moment. */
    private static final long EARLY_MILLIS = 20;

    private final long millis;
    private final long allowedMillis;
    private final String words;
    private final boolean isOurs;

    private Limit(long millis, long allowedMillis, String words, boolean isOurs) {
        this.millis = millis;
        this.allowedMillis = allowedMillis;
        this.words = words;
        this.isOurs = isOurs;
    }

    /** A limit of ours, which a driver keeps as precisely as it can count. */
    static Limit of(Setting setting, long millis) {
        return new Limit(millis, setting.isPostgresql() ? PRECISE_MILLIS : SECONDS_MILLIS, "within %s s", true);
    }

    /** A limit of the pool, for the time that it lets a caller wait for a connection. */
    static Limit ofPool() {
        return new Limit(Stage.POOL_WAIT_MILLIS, 500, "within %s s, by the pool", false);
    }

    /** Something that comes by itself. */
    static Limit soon() {
        return new Limit(0, 1_000, "within %s s", false);
    }

    /** The end of a server: PostgreSQL's is a crash, MariaDB takes its time to end a session. */
    static Limit ofServer(Setting setting) {
        return setting.isPostgresql() ? soon() : new Limit(0, 5_000, "within %s s, by the server", false);
    }

    /** So much later than the database could be reached again. */
    static Limit afterOutage(long millis) {
        return new Limit(millis, 400, "until %s s after the database was back", false);
    }

    boolean isEarly(long elapsedMillis) {
        return isOurs && elapsedMillis < millis - EARLY_MILLIS;
    }

    /** How much later than due; negative if earlier. */
    long overrunMillis(long elapsedMillis) {
        return elapsedMillis - millis;
    }

    boolean isKept(long elapsedMillis) {
        return overrunMillis(elapsedMillis) <= allowedMillis;
    }

    boolean isOurs() {
        return isOurs;
    }

    /** {@code within 0.6 s}. */
    String text() {
        String seconds = String.format(Locale.ROOT, "%.1f", (millis + allowedMillis) / 1000.0);
        return String.format(Locale.ROOT, words, seconds.replaceFirst("[.]0$", ""));
    }

    @Override
    public String toString() {
        return millis + " ms and at most " + allowedMillis + " ms more";
    }
}
