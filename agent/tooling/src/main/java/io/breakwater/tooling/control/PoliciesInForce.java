package io.breakwater.tooling.control;

import io.breakwater.config.Configuration;
import io.breakwater.engine.Engine;
import io.breakwater.engine.policy.PolicySource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The one place where the configuration and the decisions of operators become what the engine follows. Whichever of the
 * two changes, the other one stays.
 *
 * <p>Thread-safety: thread-safe; changes take a lock, so that the engine gets them in their order.
 */
public final class PoliciesInForce implements Consumer<Configuration> {
    private final Engine engine;
    private Configuration configuration;
    private OperatorOverrides overrides = OperatorOverrides.NONE;
    private PolicySource policies;

    /** @param configuration that the engine follows already */
    public PoliciesInForce(Engine engine, Configuration configuration) {
        this.engine = engine;
        this.configuration = configuration;
        this.policies = configuration;
    }

    /** Takes a new version of the configuration. */
    @Override
    public synchronized void accept(Configuration next) {
        configuration = next;
        apply();
    }

    /** Takes what an operator decides; returns what is decided then. */
    synchronized OperatorOverrides change(UnaryOperator<OperatorOverrides> change) {
        overrides = change.apply(overrides);
        apply();
        return overrides;
    }

    private void apply() {
        policies = overrides.isEmpty() ? configuration : new OperatedPolicies(configuration, overrides);
        engine.apply(policies);
    }

    /** Without what operators have decided. */
    public synchronized Configuration configuration() {
        return configuration;
    }

    synchronized OperatorOverrides overrides() {
        return overrides;
    }

    /** What the engine follows. */
    synchronized PolicySource policies() {
        return policies;
    }
}
