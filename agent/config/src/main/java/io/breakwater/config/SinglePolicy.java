package io.breakwater.config;

import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;

/**
 * One policy for everything. No lambda: the first one of a JVM costs more than reading the whole file.
 *
 * <p>Thread-safety: immutable.
 */
final class SinglePolicy implements DestinationPolicy {
    private final CallPolicy policy;

    SinglePolicy(CallPolicy policy) {
        this.policy = policy;
    }

    @Override
    public CallPolicy select(String method, String path) {
        return policy;
    }

    @Override
    public boolean isDisabled() {
        return policy.isDisabled();
    }

    @Override
    public boolean hasScope(String scope) {
        return false;
    }
}
