package io.breakwater.config;

import io.breakwater.engine.policy.RetryPolicy;
import java.util.List;

/**
 * Says where methods that need an idempotency key are left out of the retries, because this version writes no key.
 * Thread-safety: stateless.
 */
final class KeyNotice {
    private KeyNotice() {}

    static void run(Layers layers, Problems problems) {
        Layer last = layers.last();
        boolean concerned =
                last.setting(HttpOptions.METHODS) != null || last.origin(HttpOptions.IDEMPOTENCY_KEY) != null;
        if (!concerned || layers.block(HttpOptions.IDEMPOTENCY_KEY) == null) {
            return;
        }
        Setting<List<String>> methods = layers.setting(HttpOptions.METHODS);
        StringBuilder left = new StringBuilder();
        for (String method : methods.value()) {
            if (!RetryPolicy.IDEMPOTENT_METHODS.contains(method)) {
                left.append(left.length() > 0 ? ", " : "").append(method);
            }
        }
        if (left.length() > 0) {
            problems.notice(
                    methods.origin(),
                    methods.path(),
                    methods.show() + ": " + left + " is left out, because it is repeatable only with a key and this"
                            + " version writes none; what never reached the server is still retried");
        }
    }
}
