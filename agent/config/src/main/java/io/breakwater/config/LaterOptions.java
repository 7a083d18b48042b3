package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** The keys that this version does not take yet. Thread-safety: stateless. */
final class LaterOptions {
    private LaterOptions() {}

    /** What the word stands for if it is of a later version, else null. */
    static @Nullable String announced(ConfigBlock block, String key) {
        switch (key) {
            case "rate-limit":
            case "hedge":
            case "fallback":
            case "adaptive-concurrency":
                return "This version does not support " + key + " yet; remove the block";
            case "format":
                return block == KeyOptions.BLOCK
                        ? "This version writes no key itself, it looks for that of the application; remove the line"
                        : null;
            default:
                return null;
        }
    }
}
