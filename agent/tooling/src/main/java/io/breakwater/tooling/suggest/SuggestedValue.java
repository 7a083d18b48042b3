package io.breakwater.tooling.suggest;

import org.jspecify.annotations.Nullable;

/** One key of the configuration: a value and where it comes from, or why there is none. Thread-safety: immutable. */
final class SuggestedValue {
    private final String block;
    private final String key;
    private final @Nullable String value;
    private final String reason;
    private final String inForce;

    private SuggestedValue(String block, String key, @Nullable String value, String reason, String inForce) {
        this.block = block;
        this.key = key;
        this.value = value;
        this.reason = reason;
        this.inForce = inForce;
    }

    /**
     * @param block {@code timeouts}
     * @param value as the configuration has it
     */
    static SuggestedValue of(String block, String key, String value, String reason) {
        return new SuggestedValue(block, key, value, reason, "");
    }

    static SuggestedValue leftOut(String block, String key, String reason) {
        return new SuggestedValue(block, key, null, reason, "");
    }

    SuggestedValue withInForce(String now) {
        return new SuggestedValue(block, key, value, reason, now);
    }

    String block() {
        return block;
    }

    String key() {
        return key;
    }

    /** Null if it is left out. */
    @Nullable
    String value() {
        return value;
    }

    String reason() {
        return reason;
    }

    /** What holds today, and since which line; empty if it is not known. */
    String inForce() {
        return inForce;
    }
}
