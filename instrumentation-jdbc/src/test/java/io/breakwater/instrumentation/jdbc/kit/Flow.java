package io.breakwater.instrumentation.jdbc.kit;

/** What becomes of the bytes of one direction. */
enum Flow {
    PASS,
    /** They wait, in order and complete, until they may pass. */
    HOLD,
    /** They are taken from the sender, who notices nothing, and never arrive. */
    LOSE
}
