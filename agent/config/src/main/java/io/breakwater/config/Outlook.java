package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.List;

/** Says in sentences what would happen to a call. Confined to one thread. */
final class Outlook {
    private final Layers layers;
    private final String method;
    private final List<String> sentences = new ArrayList<>();

    private Outlook(Layers layers, String method) {
        this.layers = layers;
        this.method = method;
    }

    static List<String> of(Layers layers, String method) {
        Outlook outlook = new Outlook(layers, method);
        outlook.add(ConfigOptions.TIMEOUTS_MODE, "timeouts", outlook.timeouts());
        outlook.add(ConfigOptions.RETRY_MODE, "retry", outlook.retry());
        outlook.add(ConfigOptions.BREAKER_MODE, "circuit-breaker", outlook.breaker());
        outlook.add(ConfigOptions.BULKHEAD_MODE, "bulkhead", outlook.bulkhead());
        return outlook.sentences;
    }

    private void add(ConfigOption<Mode> option, String policy, String sentence) {
        Mode mode = layers.mode(option).value();
        if (mode == Mode.DISABLED) {
            sentences.add(policy + ": disabled.");
        } else {
            String lead = mode == Mode.OBSERVE ? "changes nothing; it counts what would have been: " : "";
            sentences.add(policy + ": " + lead + sentence);
        }
    }

    private String timeouts() {
        StringBuilder out = new StringBuilder();
        append(out, ConfigOptions.CONNECT, "to connect");
        append(out, ConfigOptions.RESPONSE, "to the first byte of the answer");
        append(out, ConfigOptions.ATTEMPT, "per attempt");
        append(out, ConfigOptions.TOTAL, "in all");
        append(out, ConfigOptions.IDLE, "between two parts of the body");
        return out.length() == 0 ? "no limit is set." : "at most " + out + ".";
    }

    private void append(StringBuilder out, ConfigOption<Long> option, String words) {
        Setting<Long> limit = layers.setting(option);
        if (!limit.value().equals(DurationType.NONE)) {
            out.append(out.length() > 0 ? ", " : "")
                    .append(limit.show())
                    .append(' ')
                    .append(words);
        }
    }

    private String retry() {
        int attempts = layers.value(ConfigOptions.MAX_ATTEMPTS);
        if (attempts == 1) {
            return "a failed " + method + " is not retried (max-attempts is 1).";
        }
        boolean repeatable = PolicyFactory.methods(layers).contains(method);
        List<String> all = layers.value(ConfigOptions.RETRY_ON).words();
        List<String> safe = new ArrayList<>();
        for (String word : all) {
            FailureClass failure = Failures.classOf(word);
            if (failure != null && failure.isNeverSent()) {
                safe.add(word);
            }
        }
        List<String> words = repeatable ? all : safe;
        String times = attempts == 2 ? "once" : "up to " + (attempts - 1) + " times";
        String reason = repeatable || safe.size() == all.size() ? "" : " Nothing else, because " + whyNot();
        if (words.isEmpty()) {
            return "a failed " + method + " is not retried." + reason;
        }
        String exception = layers.value(ConfigOptions.URL_CONNECTION)
                ? ""
                : " One of HttpURLConnection is not (url-connection is false).";
        return "a failed " + method + " is retried " + times + ", after " + UnknownKey.list(words) + "." + reason
                + exception;
    }

    private String whyNot() {
        return layers.value(ConfigOptions.METHODS).contains(method)
                ? "this version writes no idempotency key, and without one a " + method + " is not repeatable."
                : method + " is not among the methods that may be repeated after they may have reached the server.";
    }

    private String breaker() {
        StringBuilder rules = new StringBuilder();
        Window window = layers.value(ConfigOptions.SLIDING_WINDOW);
        String of = " of at least " + layers.value(ConfigOptions.MINIMUM_CALLS) + " calls "
                + (window.calls() > 0 ? "among the last " + window.calls() : "in " + DurationType.text(window.nanos()));
        Setting<Double> failures = layers.setting(ConfigOptions.FAILURE_RATE);
        if (failures.value() != PercentType.NEVER) {
            or(rules).append(failures.show()).append(of).append(" fail");
        }
        Setting<Double> slow = layers.setting(ConfigOptions.SLOW_RATE);
        if (slow.value() != PercentType.NEVER) {
            String duration = layers.setting(ConfigOptions.SLOW_DURATION).show();
            or(rules)
                    .append(slow.show())
                    .append(of)
                    .append(" take ")
                    .append(duration)
                    .append(" or longer");
        }
        Setting<Integer> consecutive = layers.setting(ConfigOptions.CONSECUTIVE_FAILURES);
        if (consecutive.value() != IntegerType.NEVER) {
            or(rules).append(consecutive.show()).append(" calls in a row fail");
        }
        return rules.length() == 0 ? "it never opens, because it has no threshold." : refusal(rules);
    }

    private String refusal(StringBuilder rules) {
        Setting<Long> open = layers.setting(ConfigOptions.OPEN_DURATION);
        Setting<Long> max = layers.setting(ConfigOptions.MAX_OPEN_DURATION);
        String next = open.value().equals(max.value())
                ? "as long again after each failed probe, with a jitter of 20 %."
                : "twice as long after each failed probe, up to " + max.show() + " before a jitter of 20 %.";
        return "calls are refused for " + open.show() + ", or up to 20 % longer, once " + rules + ". Then for " + next;
    }

    private static StringBuilder or(StringBuilder rules) {
        return rules.append(rules.length() > 0 ? ", or " : "");
    }

    private String bulkhead() {
        Setting<Long> wait = layers.setting(ConfigOptions.MAX_WAIT);
        return "at most " + layers.value(ConfigOptions.MAX_CONCURRENT) + " calls at a time; "
                + (wait.value() == 0 ? "one more is refused at once." : "one more waits up to " + wait.show() + ".");
    }
}
