package io.breakwater.tooling.control;

import java.io.Closeable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the control to JMX as soon as there is JMX: where the application uses it, or somebody attaches and starts the JDK's
 * own management agent, as our command line does. Whoever can do that can do anything to the process, and so no setting of
 * the configuration shuts this door.
 *
 * <p>Thread-safety: thread-safe; {@link #tick} by one thread of the agent. Errors: never throws; what does not work is told
 * in one line, once.
 */
public final class ControlDoor implements Closeable {
    /** As long as somebody may be waiting in front of it, it is looked at often. */
    private static final long AWAITED_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final AgentControl control;
    private final ManagementSighting sighting;
    private final Consumer<String> log;
    private @Nullable Closeable registration;
    private boolean done;
    private long awaitedNanos;
    private boolean awaited;

    public ControlDoor(AgentControl control, ManagementSighting sighting, Consumer<String> log) {
        this.control = control;
        this.sighting = sighting;
        this.log = log;
    }

    /** Looks whether it can be opened. */
    public synchronized void tick(long nowNanos) {
        if (done || !sighting.isSeen()) {
            return;
        }
        if (!awaited) {
            awaited = true;
            awaitedNanos = nowNanos;
        }
        try {
            registration = ControlRegistration.tryRegister(control);
            done = registration != null;
        } catch (Throwable failure) {
            done = true;
            log.accept("the MBean " + ControlMXBean.NAME + " is not available: " + failure);
        }
    }

    /** How long the next look can wait, at most. */
    public synchronized long patienceNanos(long nowNanos, long otherwiseNanos) {
        boolean isAwaited = sighting.isSeen() && !done && (!awaited || nowNanos - awaitedNanos < AWAITED_NANOS);
        return isAwaited ? Math.min(LOOK_NANOS, otherwiseNanos) : otherwiseNanos;
    }

    /** Shuts it for good. */
    @Override
    public synchronized void close() {
        done = true;
        Closeable open = registration;
        registration = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception | LinkageError gone) {
            // Somebody else has taken it away.
        }
    }
}
