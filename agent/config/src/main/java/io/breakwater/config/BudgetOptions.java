package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.BudgetPolicy;

/** The keys of a retry budget; each instance is a block of its own. Thread-safety: immutable. */
final class BudgetOptions {
    final ConfigOption<Double> percent =
            option("percent", PercentType.ratio(), "20%", "Retries per hundred calls of the window.");
    final ConfigOption<Long> window =
            option("window", DurationType.between("1s", "1h"), "10s", "How long a call counts.");
    final ConfigOption<Double> minPerSecond =
            option("min-per-second", new DecimalType(0, 1_000_000), "1", "Retries per second that need no calls.");
    final ConfigBlock block;

    BudgetOptions(String description) {
        block = new ConfigBlock("budget", description).with(percent, window, minPerSecond);
    }

    BudgetPolicy policy(Layers layers) {
        return new BudgetPolicy(layers.value(percent), layers.value(window), layers.value(minPerSecond));
    }
}
