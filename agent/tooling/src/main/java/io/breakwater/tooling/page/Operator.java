package io.breakwater.tooling.page;

/**
 * What the page does for somebody who has the token. Thread-safety: thread-safe. Errors: {@link IllegalArgumentException} with
 * a message for people, where a word or a destination is none.
 */
public interface Operator {

    /** The status of the process, as JSON. */
    String status();

    /** @param mode {@code disabled}, {@code observe}, {@code enforce}, or {@code configured} to undo */
    void setMode(String destination, String mode);

    /** @param state {@code force-open}, {@code force-closed}, or {@code reset} to undo */
    void setBreaker(String destination, String state);

    /** Turns everything off, or on again. */
    void setOn(boolean on);
}
