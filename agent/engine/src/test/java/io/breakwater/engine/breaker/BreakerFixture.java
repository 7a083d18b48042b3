package io.breakwater.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Randomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A breaker in virtual time, walked from state to state by the public calls alone. */
final class BreakerFixture {
    static final long SECOND_NANOS = 1_000_000_000L;

    final VirtualTime time = new VirtualTime();
    final List<String> transitions = new ArrayList<>();
    final CircuitBreaker breaker;

    BreakerFixture(BreakerPolicy.Builder policy) {
        this(policy, ScriptedRandomness.fixed(0));
    }

    BreakerFixture(BreakerPolicy.Builder policy, Randomness randomness) {
        this.breaker = new CircuitBreaker(
                policy.build(),
                randomness,
                (from, to, reason, openNanos) -> transitions.add(from + " to " + to + ": " + reason));
    }

    /** Opens after two failures in a row, for 5 s; grows to 60 s; no rate rule. */
    static BreakerPolicy.Builder twoFailures() {
        return BreakerPolicy.builder()
                .failureRatePercent(BreakerPolicy.NEVER)
                .consecutiveFailures(2)
                .openNanos(5 * SECOND_NANOS)
                .maxOpenNanos(60 * SECOND_NANOS);
    }

    static BreakerFixture closed() {
        return closed(1);
    }

    static BreakerFixture closed(int probes) {
        return new BreakerFixture(twoFailures().halfOpenProbes(probes));
    }

    static BreakerFixture open() {
        return open(1);
    }

    static BreakerFixture open(int probes) {
        BreakerFixture fixture = closed(probes);
        fixture.fail(2);
        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
        return fixture;
    }

    /** Half-open without a probe under way. */
    static BreakerFixture halfOpen() {
        return halfOpen(1);
    }

    static BreakerFixture halfOpen(int probes) {
        BreakerFixture fixture = open(probes);
        fixture.advanceSeconds(5);
        fixture.acquire().onIgnored(fixture.now());
        assertThat(fixture.state()).isEqualTo(CircuitState.HALF_OPEN);
        return fixture;
    }

    long now() {
        return time.nanoTime();
    }

    CircuitState state() {
        return breaker.state(now());
    }

    void advanceSeconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    @Nullable
    Permit tryAcquire() {
        return breaker.tryAcquire(now());
    }

    Permit acquire() {
        Permit permit = tryAcquire();
        assertThat(permit).as("permit").isNotNull();
        return permit;
    }

    void succeed(int times) {
        for (int i = 0; i < times; i++) {
            acquire().onSuccess(now(), 0);
        }
    }

    void fail(int times) {
        for (int i = 0; i < times; i++) {
            acquire().onFailure(now(), 0);
        }
    }
}
