package io.breakwater.tooling;

import static java.util.Objects.requireNonNull;

import io.breakwater.config.Configuration;
import io.breakwater.engine.Engine;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.observe.Observations;
import io.breakwater.tooling.control.AgentControl;
import io.breakwater.tooling.control.ConfigurationInForce;
import io.breakwater.tooling.control.ControlDoor;
import io.breakwater.tooling.control.ManagementSighting;
import io.breakwater.tooling.control.PoliciesInForce;
import io.breakwater.tooling.suggest.LearnedSettings;
import org.jspecify.annotations.Nullable;

/**
 * The control of the agent, from the moment that there is an engine, and the door to it.
 *
 * <p>Thread-safety: thread-safe. Errors: {@link #tick} never throws.
 */
final class ControlStart {
    private final AgentLog log;
    private final ManagementSighting sighting = new ManagementSighting();
    private volatile @Nullable PoliciesInForce policies;
    private volatile @Nullable AgentControl control;
    private volatile @Nullable ControlDoor door;

    ControlStart(AgentLog log) {
        this.log = log;
        sighting.onSeen(log::wake);
    }

    /** Told of every class. */
    ManagementSighting sighting() {
        return sighting;
    }

    /** There is an engine, and this is the configuration that it follows. */
    AgentControl begin(
            Engine engine, Configuration configuration, ConfigurationInForce source, Metrics metrics, String version) {
        PoliciesInForce inForce = new PoliciesInForce(engine, configuration);
        AgentControl created =
                new AgentControl(engine, inForce, source, metrics, TimeSource.system(), log::warn, version);
        policies = inForce;
        control = created;
        door = new ControlDoor(created, sighting, log::warn);
        return created;
    }

    /** What the traffic suggests, for whoever asks the control, and for the report. MUST come after {@link #begin}. */
    LearnedSettings learnFrom(Observations observations, Engine engine) {
        AgentControl current = requireNonNull(control, "control");
        PoliciesInForce inForce = requireNonNull(policies, "policies");
        LearnedSettings learned = new LearnedSettings(
                observations, engine::destinations, inForce::configuration, TimeSource.system(), log::warn);
        current.suggestWith(learned::suggest);
        return learned;
    }

    /** There is a new configuration. */
    void follow(Configuration next) {
        PoliciesInForce current = policies;
        if (current != null) {
            current.accept(next);
        }
    }

    /** Null before there is an engine. */
    @Nullable
    AgentControl control() {
        return control;
    }

    /** The agent is on its way out. */
    void leaving(String how) {
        AgentControl current = control;
        if (current != null) {
            current.leaving(how);
        }
    }

    /** Remembers what the numbers are like, and looks whether somebody wants in. */
    void tick() {
        AgentControl current = control;
        if (current != null) {
            current.tick();
        }
        look();
    }

    /** Looks whether somebody wants in. */
    void look() {
        ControlDoor current = door;
        if (current != null) {
            current.tick(System.nanoTime());
        }
    }

    /** How long the next look can wait, at most. */
    long patienceNanos(long otherwiseNanos) {
        ControlDoor current = door;
        return current == null ? otherwiseNanos : current.patienceNanos(System.nanoTime(), otherwiseNanos);
    }

    void close() {
        ControlDoor current = door;
        if (current != null) {
            current.close();
        }
    }
}
