package io.breakwater.config;

import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;

/** The policy of a destination that may see the deadline. Thread-safety: immutable. */
final class TrustingPolicy implements DestinationPolicy {
    private final DestinationPolicy policy;

    TrustingPolicy(DestinationPolicy policy) {
        this.policy = policy;
    }

    @Override
    public CallPolicy select(String method, String path) {
        return policy.select(method, path).forTrusted();
    }

    @Override
    public Mode mode() {
        return policy.mode();
    }

    @Override
    public boolean isNamed() {
        return policy.isNamed();
    }

    @Override
    public boolean isDisabled() {
        return policy.isDisabled();
    }

    @Override
    public boolean hasScope(String scope) {
        return policy.hasScope(scope);
    }
}
