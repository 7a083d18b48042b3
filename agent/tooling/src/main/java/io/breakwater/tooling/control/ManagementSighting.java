package io.breakwater.tooling.control;

/**
 * Whether anybody in this process has begun with JMX: the application, or whoever attaches to it. Before that we leave it
 * alone, since the first to touch it fixes for good how the process logs and is managed.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws.
 */
public final class ManagementSighting {
    private static final String FIRST_CLASS = "javax/management/MBeanServerFactory";

    private volatile boolean seen;
    private volatile Runnable onSeen = () -> {};

    /** A class is being loaded, or is there already. Costs a comparison of two lengths. */
    public void onClass(String internalName) {
        if (internalName.equals(FIRST_CLASS)) {
            seen = true;
            onSeen.run();
        }
    }

    /** Has this run when it is seen, in the thread that loads the class; it MUST be quick and MUST NOT throw. */
    public void onSeen(Runnable action) {
        onSeen = action;
    }

    boolean isSeen() {
        return seen;
    }
}
