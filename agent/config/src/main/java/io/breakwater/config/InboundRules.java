package io.breakwater.config;

import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.InboundPolicy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for requests that come in. Thread-safety: immutable. */
final class InboundRules implements InboundPolicy {
    private final DeadlinePolicy deadline;
    private final TrustedSources trusted;
    private final InboundRule[] rules;

    InboundRules(DeadlinePolicy deadline, TrustedSources trusted, List<InboundRule> rules) {
        this.deadline = deadline;
        this.trusted = trusted;
        this.rules = rules.toArray(new InboundRule[0]);
    }

    /** In the order in which they are asked. */
    List<InboundRule> rules() {
        return Collections.unmodifiableList(Arrays.asList(rules));
    }

    @Override
    public DeadlinePolicy deadline() {
        return deadline;
    }

    @Override
    public boolean trustsEverybody() {
        return trusted.areEverybody();
    }

    @Override
    public boolean trusts(@Nullable String address) {
        return trusted.contain(address);
    }

    @Override
    public boolean startsAny() {
        return rules.length > 0;
    }

    @Override
    public long startNanos(String method, String path) {
        for (InboundRule rule : rules) {
            if (rule.matches(method, path)) {
                return rule.nanos();
            }
        }
        return DurationType.NONE;
    }
}
