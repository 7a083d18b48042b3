package io.breakwater.engine;

/**
 * Why a call was not made. An adapter turns it into a throwable that the call could already throw.
 *
 * <p>Thread-safety: immutable.
 */
public final class Rejection {
    private final Stage stage;
    private final Destination destination;
    private final String message;

    private Rejection(Stage stage, Destination destination, String message) {
        this.stage = stage;
        this.destination = destination;
        this.message = message;
    }

    static Rejection bulkheadFull(Destination destination, String reason, String origin) {
        return new Rejection(
                Stage.BULKHEAD,
                destination,
                "bulkhead of " + destination + " is full: " + reason + " [" + origin + "]");
    }

    static Rejection deadlineExceeded(Destination destination, String reason, String origin) {
        return new Rejection(
                Stage.DEADLINE_GATE, destination, destination + " was not called: " + reason + " [" + origin + "]");
    }

    static Rejection circuitOpen(Stage stage, Destination destination, String origin) {
        return new Rejection(stage, destination, "circuit breaker of " + destination + " is open [" + origin + "]");
    }

    /** Which stage refused: {@link Stage#DEADLINE_GATE}, {@link Stage#BREAKER_GATE}, {@link Stage#BREAKER_PERMIT} or
     * {@link Stage#BULKHEAD}. */
    public Stage stage() {
        return stage;
    }

    public Destination destination() {
        return destination;
    }

    /** For people, with the configuration line that asks for it. */
    public String message() {
        return message;
    }

    @Override
    public String toString() {
        return message;
    }
}
