package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BackoffPolicy.Jitter;

/** The keys of a backoff; each instance is a block of its own. Thread-safety: immutable. */
final class BackoffOptions {
    final ConfigOption<Long> initial;
    final ConfigOption<Double> multiplier =
            option("multiplier", new DecimalType(1, 100), "2", "How much longer each further delay is.");
    final ConfigOption<Long> max = option("max", DurationType.zeroOrMore(), "1s", "No delay is longer.");
    final ConfigOption<Jitter> jitter = option(
            "jitter",
            WordType.of("full", Jitter.FULL)
                    .and("equal", Jitter.EQUAL)
                    .and("decorrelated", Jitter.DECORRELATED)
                    .and("none", Jitter.NONE),
            "full",
            "How chance spreads the delays, so that many callers do not come back at the same moment.");
    final ConfigBlock block;

    BackoffOptions(String builtInInitial) {
        initial = option("initial", DurationType.zeroOrMore(), builtInInitial, "The delay before the first retry.");
        block = new ConfigBlock("backoff", "The wait before a retry.").with(initial, multiplier, max, jitter);
    }

    BackoffPolicy policy(Layers layers) {
        return new BackoffPolicy(
                layers.value(initial), layers.value(multiplier), layers.value(max), layers.value(jitter));
    }
}
