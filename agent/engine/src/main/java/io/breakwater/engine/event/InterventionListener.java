package io.breakwater.engine.event;

/**
 * Is told of every intervention, in the thread in which it happens.
 *
 * <p>Thread-safety: implementations MUST be thread-safe, quick, and MUST NOT block. What they throw is dropped: it never
 * reaches the application.
 */
@FunctionalInterface
public interface InterventionListener {

    /** Called once for each intervention. */
    void onIntervention(Intervention intervention);

    /** Listens to nothing. */
    static InterventionListener none() {
        return intervention -> {};
    }
}
