package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.Mode;

/** The keys of a circuit breaker; each instance is a block of its own. Thread-safety: immutable. */
final class BreakerOptions {
    final ConfigOption<Mode> mode = ConfigOption.blockMode();
    final ConfigOption<Double> failureRate = option(
            "failure-rate-threshold", PercentType.threshold(), "50%", "Share of failures that opens the breaker.");
    final ConfigOption<Double> slowRate = option(
            "slow-call-rate-threshold",
            PercentType.threshold(),
            "none",
            "Share of slow calls that opens the breaker. Needs `slow-call-duration`.");
    final ConfigOption<Long> slowDuration =
            option("slow-call-duration", DurationType.positiveOrNone(), "none", "A call that takes this long is slow.");
    final ConfigOption<Integer> minimumCalls = option(
            "minimum-calls",
            IntegerType.between(1, 100_000, ""),
            "10",
            "Calls that the window must hold before a share means anything.");
    final ConfigOption<Window> slidingWindow =
            option("sliding-window", new WindowType(), "10s", "What the shares are taken of.");
    final ConfigOption<Integer> consecutiveFailures;
    final ConfigOption<Long> openDuration = option(
            "open-duration",
            DurationType.positive(),
            "5s",
            "How long the breaker stays open the first time, or up to 20 % longer. Doubles at each failed probe.");
    final ConfigOption<Long> maxOpenDuration = option(
            "max-open-duration",
            DurationType.positive(),
            "60s",
            "It never grows beyond this, before a jitter of 20 %.");
    final ConfigOption<Integer> probes;
    final ConfigOption<Failures> failOn;
    final ConfigBlock block;

    /** @param who {@code host} or {@code database} */
    BreakerOptions(String who, FailuresType failures, String builtInFailures, String failOnMeaning) {
        consecutiveFailures = option(
                "consecutive-failures",
                IntegerType.betweenOrNone(1, 100_000, "Write none if there is to be no such limit"),
                "none",
                "Failures without a success between them that open the breaker. The rule for " + who
                        + "s with few calls.");
        probes = option(
                "half-open-probes",
                IntegerType.between(1, 1000, ""),
                "1",
                "Calls let through to find out whether the " + who + " is back; all must succeed.");
        failOn = option("fail-on", failures, builtInFailures, failOnMeaning);
        block = new ConfigBlock(
                        "circuit-breaker", "When a " + who + " counts as down, and for how long it is left alone.")
                .with(mode, failureRate, slowRate, slowDuration, minimumCalls, slidingWindow)
                .with(consecutiveFailures, openDuration, maxOpenDuration, probes, failOn);
    }

    BreakerPolicy policy(Layers layers) {
        BreakerPolicy.Builder builder = BreakerPolicy.builder()
                .mode(layers.mode(mode).value())
                .failureRatePercent(layers.value(failureRate))
                .slowCallRatePercent(layers.value(slowRate))
                .slowCallNanos(layers.value(slowDuration))
                .minimumCalls(layers.value(minimumCalls))
                .consecutiveFailures(layers.value(consecutiveFailures))
                .openNanos(layers.value(openDuration))
                .maxOpenNanos(layers.value(maxOpenDuration))
                .halfOpenProbes(layers.value(probes))
                .failOn(layers.value(failOn).matcher())
                .origin(layers.origin(block, mode));
        Window window = layers.value(slidingWindow);
        return (window.calls() > 0 ? builder.windowCalls(window.calls()) : builder.windowNanos(window.nanos())).build();
    }
}
