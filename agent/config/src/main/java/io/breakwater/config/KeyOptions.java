package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import io.breakwater.engine.policy.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the key that makes a request repeatable. Where the block stands, a method that is not idempotent is never
 * repeated without such a key. Thread-safety: immutable.
 *
 * <p>Source: draft-ietf-httpapi-idempotency-key-header.
 */
final class KeyOptions {
    private KeyOptions() {}

    static final ConfigOption<Mode> MODE =
            ConfigOption.mode(null, "With less than the mode of `retry`, a key counts as not accepted.");
    static final ConfigOption<String> HEADER = option(
            "header",
            new TokenType(),
            "Idempotency-Key",
            "The header in which the application sends the key. Breakwater writes none itself, and every attempt carries"
                    + " the same.");
    static final ConfigOption<Boolean> ACCEPTED = option(
            "accepted-by-server",
            WordType.truth(),
            "false",
            "Your word that the server treats two requests with one key as one.");
    static final ConfigBlock BLOCK = new ConfigBlock(
                    "idempotency-key",
                    "The key that makes a request repeatable. Of the `methods` of `retry`, those that are not idempotent"
                            + " then need it: `retry: {methods: [POST]}` beside it repeats a POST that carries the key,"
                            + " and no other.")
            .with(MODE, HEADER, ACCEPTED);

    /** The header by which a request shows that it may be repeated; null if none is asked for, or none is accepted. */
    static @Nullable String header(Layers layers) {
        return isAskedFor(layers) && isAccepted(layers) ? layers.value(HEADER) : null;
    }

    /** True if what is not idempotent needs a key. */
    static boolean isAskedFor(Layers layers) {
        return layers.block(BLOCK) != null;
    }

    static boolean isAccepted(Layers layers) {
        return layers.value(ACCEPTED) && isInForce(layers);
    }

    /** False if the retries would go further than the key may. */
    static boolean isInForce(Layers layers) {
        Mode key = layers.mode(MODE).value();
        return key != Mode.DISABLED
                && key.compareTo(layers.mode(HttpOptions.RETRY_MODE).value()) >= 0;
    }
}
