package io.breakwater.engine;

import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.time.Surroundings;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine as adapters see it: who guards a call, and where to report a bug of ours.
 *
 * <p>Thread-safety: thread-safe. Errors: no method throws.
 */
public final class Engine {
    private static final Destination NOBODY = Destination.of("none", "none", 0);

    private final Surroundings surroundings;
    private final Observers observers;
    private final GuardRegistry guards;
    private volatile boolean admitting = true;

    public Engine(Surroundings surroundings, InterventionListener listener, PolicySource policies) {
        this(surroundings, Observers.of(listener), policies);
    }

    public Engine(Surroundings surroundings, Observers observers, PolicySource policies) {
        this.surroundings = surroundings;
        this.observers = observers;
        this.guards = new GuardRegistry(surroundings, observers, policies);
    }

    /**
     * The guard of a call, or null if nothing guards it (or if we cannot tell, because of a bug of ours): what
     * an {@link OwnThread} calls is nobody's call.
     *
     * @param method in upper case; of a database, {@code CONNECT} or the kind of statement: {@code SELECT} for a proven
     *     pure read, else {@code EXECUTE}, {@code BATCH} or {@code CALL}
     * @param path the raw path, without query, {@code /} if empty; the empty string for a database
     */
    public @Nullable Guard guardFor(Destination destination, String method, String path) {
        try {
            if (!admitting || Thread.currentThread() instanceof OwnThread) {
                return null;
            }
            return guards.guardFor(destination, method, path);
        } catch (Throwable bug) {
            failedOpen("guardFor", bug);
            return null;
        }
    }

    /**
     * The live state of all destinations that have one, for whoever watches; looking changes nothing. Takes as long as
     * there are destinations, and is not one moment for all of them. Immutable.
     */
    public List<DestinationSnapshot> destinations() {
        try {
            return guards.snapshot();
        } catch (Throwable bug) {
            failedOpen("destinations", bug);
            return Collections.emptyList();
        }
    }

    /**
     * From now on, calls follow this version of the configuration. Live state stays, but for breakers that it overrides:
     * these have their state when this method returns.
     */
    public void apply(PolicySource policies) {
        guards.apply(policies);
    }

    /** From now on nothing guards a call. Those under way go on as they began. Cannot be taken back. */
    public void admitNoMore() {
        admitting = false;
    }

    /**
     * Has the breakers of some destinations begin anew, closed; those that an operator decides for are left alone.
     *
     * @param reason for people
     * @return the destinations that have a breaker and were reset
     */
    public List<Destination> resetBreakers(Predicate<Destination> which, String reason) {
        return guards.resetBreakers(which, reason);
    }

    /** What holds for requests that come in, in the configuration in force. */
    public InboundPolicy inbound() {
        return admitting ? guards.policies().inbound() : InboundPolicy.NONE;
    }

    /** Where the caller of a thread is kept. */
    public CallerContext context() {
        return observers.context();
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /** Reports a bug of ours outside a call session; the application's plain call goes on. */
    public void failedOpen(String where, Throwable bug) {
        Guard.report(
                observers.listener(),
                new Intervention(
                        InterventionKind.FAIL_OPEN, true, NOBODY, "", 0, Failures.describe(where, bug), 0, "built-in"));
    }
}
