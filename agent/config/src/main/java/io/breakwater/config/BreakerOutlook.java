package io.breakwater.config;

/** Says in a sentence when a circuit breaker opens, and what follows. Thread-safety: stateless. */
final class BreakerOutlook {
    private BreakerOutlook() {}

    static String sentence(Layers layers, BreakerOptions breaker) {
        StringBuilder rules = new StringBuilder();
        Window window = layers.value(breaker.slidingWindow);
        String of = " of at least " + layers.value(breaker.minimumCalls) + " calls "
                + (window.calls() > 0 ? "among the last " + window.calls() : "in " + DurationType.text(window.nanos()));
        Setting<Double> failures = layers.setting(breaker.failureRate);
        if (failures.value() != PercentType.NEVER) {
            or(rules).append(failures.show()).append(of).append(" fail");
        }
        Setting<Double> slow = layers.setting(breaker.slowRate);
        if (slow.value() != PercentType.NEVER) {
            String duration = layers.setting(breaker.slowDuration).show();
            or(rules)
                    .append(slow.show())
                    .append(of)
                    .append(" take ")
                    .append(duration)
                    .append(" or longer");
        }
        Setting<Integer> consecutive = layers.setting(breaker.consecutiveFailures);
        if (consecutive.value() != IntegerType.NEVER) {
            or(rules).append(consecutive.show()).append(" calls in a row fail");
        }
        return rules.length() == 0 ? "it never opens, because it has no threshold." : refusal(layers, breaker, rules);
    }

    private static String refusal(Layers layers, BreakerOptions breaker, StringBuilder rules) {
        Setting<Long> open = layers.setting(breaker.openDuration);
        Setting<Long> max = layers.setting(breaker.maxOpenDuration);
        String next = open.value().equals(max.value())
                ? "as long again after each failed probe, with a jitter of 20 %."
                : "twice as long after each failed probe, up to " + max.show() + " before a jitter of 20 %.";
        return "calls are refused for " + open.show() + ", or up to 20 % longer, once " + rules + ". Then for " + next;
    }

    private static StringBuilder or(StringBuilder rules) {
        return rules.append(rules.length() > 0 ? ", or " : "");
    }
}
