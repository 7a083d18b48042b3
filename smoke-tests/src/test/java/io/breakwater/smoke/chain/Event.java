package io.breakwater.smoke.chain;

/** A line of a service's journal. Thread-safety: immutable. */
final class Event {
    private final long millis;
    private final String order;
    private final String text;

    private Event(long millis, String order, String text) {
        this.millis = millis;
        this.order = order;
        this.text = text;
    }

    /**
     * @param aheadMillis how much the service's clock is ahead of ours
     * @return null if it is none
     */
    static Event parse(String line, long aheadMillis) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3 || !parts[0].matches("\\d{13}")) {
            return null;
        }
        return new Event(Long.parseLong(parts[0]) - aheadMillis, parts[1], parts[2]);
    }

    /** Epoch milliseconds by our clock. */
    long millis() {
        return millis;
    }

    /** The number of the order, or {@code -}. */
    String order() {
        return order;
    }

    String text() {
        return text;
    }

    /** Of {@code received}: what follows {@code name=}, up to the next blank; the text {@code null} if it was absent. */
    String value(String name) {
        int start = text.indexOf(" " + name + "=") + name.length() + 2;
        int end = name.equals("baggage") ? -1 : text.indexOf(' ', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    @Override
    public String toString() {
        return millis + " " + text;
    }
}
