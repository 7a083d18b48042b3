package io.breakwater.config;

import static io.breakwater.config.ConfigOption.blockMode;
import static io.breakwater.config.ConfigOption.option;

import org.jspecify.annotations.Nullable;

/** The blocks that this version checks without acting on them, and those that it does not take yet. */
final class LaterOptions {
    private LaterOptions() {}

    static ConfigBlock idempotencyKey() {
        return new ConfigBlock("idempotency-key", "The key that makes a POST repeatable.")
                .with(
                        blockMode(),
                        option("header", new TokenType(), "Idempotency-Key", "The header that carries the key."),
                        option(
                                "format",
                                WordType.of("plain", "plain").and("sf-string", "sf-string"),
                                "plain",
                                "`plain`, or `sf-string`: quoted, as the IETF draft asks."),
                        option(
                                "accepted-by-server",
                                WordType.truth(),
                                "false",
                                "Your word that the server treats two requests with one key as one."))
                .withoutEffect();
    }

    /** What the word stands for if it is a block of a later version, else null. */
    static @Nullable String announced(String key) {
        switch (key) {
            case "rate-limit":
            case "hedge":
            case "fallback":
            case "adaptive-concurrency":
                return "This version does not support " + key + " yet; remove the block";
            default:
                return null;
        }
    }
}
