package io.breakwater.config;

import io.breakwater.engine.policy.RetryPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Says where a key is asked for and makes nothing repeatable: because nobody has said that the server accepts it, or because
 * no method needs it. Thread-safety: stateless.
 */
final class KeyNotice {
    private KeyNotice() {}

    static void run(Layers layers, boolean isNarrowest, Problems problems) {
        Layer last = layers.last();
        Origin block = last.origin(KeyOptions.BLOCK);
        Setting<List<String>> methods = layers.setting(HttpOptions.METHODS);
        boolean concerned = last.setting(HttpOptions.METHODS) != null || block != null;
        if (!concerned || !KeyOptions.isAskedFor(layers)) {
            return;
        }
        List<String> needing = new ArrayList<>(methods.value());
        needing.removeAll(RetryPolicy.IDEMPOTENT_METHODS);
        if (needing.isEmpty()) {
            if (block != null && isNarrowest) {
                problems.notice(
                        block,
                        KeyOptions.BLOCK.key(),
                        "no method of retry.methods, " + methods.show()
                                + ", needs a key, so this has no effect; write retry: {methods: [POST]} beside it");
            }
        } else if (!KeyOptions.isAccepted(layers)) {
            problems.notice(
                    methods.origin(),
                    methods.path(),
                    methods.show() + ": " + UnknownKey.list(needing)
                            + " is left out, because it is repeatable only with a" + " key, and " + whyNot(layers)
                            + "; what never reached the server is still retried");
        }
    }

    private static String whyNot(Layers layers) {
        return layers.value(KeyOptions.ACCEPTED)
                ? "the mode of idempotency-key is less than that of retry"
                : "idempotency-key does not say accepted-by-server: true";
    }
}
