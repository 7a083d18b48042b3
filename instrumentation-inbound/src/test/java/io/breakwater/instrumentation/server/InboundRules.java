package io.breakwater.instrumentation.server;

import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What holds for requests that come in: deadlines are read, and {@code /ruled} gets one of its own. */
public final class InboundRules implements PolicySource, InboundPolicy {
    public static final Duration RULED = Duration.ofSeconds(7);

    private final DeadlinePolicy deadline;

    private final Set<String> trusted;

    private InboundRules(DeadlinePolicy deadline) {
        this(deadline, null);
    }

    private InboundRules(DeadlinePolicy deadline, Set<String> trusted) {
        this.deadline = deadline;
        this.trusted = trusted;
    }

    /** Those of some addresses alone. */
    public static InboundRules readFrom(String... addresses) {
        return new InboundRules(DeadlinePolicy.builder().build(), new HashSet<>(Arrays.asList(addresses)));
    }

    public static InboundRules read() {
        return new InboundRules(DeadlinePolicy.builder().build());
    }

    public static InboundRules acrossExecutors() {
        return new InboundRules(DeadlinePolicy.builder().acrossExecutors(true).build());
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        throw new IllegalStateException("nothing is called here");
    }

    @Override
    public InboundPolicy inbound() {
        return this;
    }

    @Override
    public boolean trustsEverybody() {
        return trusted == null;
    }

    @Override
    public boolean trusts(String address) {
        return trusted == null || trusted.contains(address);
    }

    @Override
    public DeadlinePolicy deadline() {
        return deadline;
    }

    @Override
    public long startNanos(String method, String path) {
        return method.equals("GET") && path.equals("/ruled") ? RULED.toNanos() : TimeoutPolicy.NONE;
    }

    @Override
    public int maxDestinations() {
        return 1;
    }

    @Override
    public long idleDestinationNanos() {
        return Duration.ofMinutes(1).toNanos();
    }
}
