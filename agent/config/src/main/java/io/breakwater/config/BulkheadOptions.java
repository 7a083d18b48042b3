package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.Mode;

/** The keys of a bulkhead; each instance is a block of its own. Thread-safety: immutable. */
final class BulkheadOptions {
    final ConfigOption<Mode> mode = ConfigOption.blockMode();
    final ConfigOption<Integer> maxConcurrentCalls;
    final ConfigOption<Long> maxWait = option(
            "max-wait",
            DurationType.zeroOrMore(),
            "0ms",
            "How long a call may wait for a place; 0ms rejects at once. As many calls may wait as there are places.");
    final ConfigBlock block;

    private BulkheadOptions(IntegerType type, String builtIn, String meaning, String description) {
        maxConcurrentCalls = option("max-concurrent-calls", type, builtIn, meaning);
        block = new ConfigBlock("bulkhead", description).with(mode, maxConcurrentCalls, maxWait);
    }

    static BulkheadOptions limited(String builtIn, String description) {
        return new BulkheadOptions(
                IntegerType.between(1, 1_000_000, ""), builtIn, "Calls under way at a time.", description);
    }

    /** There is no limit unless one is written. */
    static BulkheadOptions unlimited(String meaning, String description) {
        IntegerType type = IntegerType.betweenOrNone(1, 1_000_000, "Write none if there is to be no such limit");
        return new BulkheadOptions(type, "none", meaning, description);
    }

    boolean isUnlimited(Layers layers) {
        return layers.value(maxConcurrentCalls) == IntegerType.NEVER;
    }

    BulkheadPolicy policy(Layers layers) {
        return new BulkheadPolicy(
                isUnlimited(layers) ? Mode.DISABLED : layers.mode(mode).value(),
                layers.value(maxConcurrentCalls),
                layers.value(maxWait),
                layers.origin(block, mode));
    }
}
