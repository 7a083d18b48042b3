package io.breakwater.config;

import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.List;

/** The sentences of an outlook, each with the mode of its policy. Confined to one thread. */
final class Sentences {
    private final Layers layers;
    private final List<String> sentences = new ArrayList<>();

    Sentences(Layers layers) {
        this.layers = layers;
    }

    void add(ConfigOption<Mode> option, String policy, String sentence) {
        Mode mode = layers.mode(option).value();
        if (mode == Mode.DISABLED) {
            sentences.add(policy + ": disabled.");
        } else {
            String lead = mode == Mode.OBSERVE ? "changes nothing; it counts what would have been: " : "";
            sentences.add(policy + ": " + lead + sentence);
        }
    }

    List<String> all() {
        return sentences;
    }

    /** Adds the limit, if there is one. */
    void append(StringBuilder out, ConfigOption<Long> option, String words) {
        Setting<Long> limit = layers.setting(option);
        if (!limit.value().equals(DurationType.NONE)) {
            out.append(out.length() > 0 ? ", " : "")
                    .append(limit.show())
                    .append(' ')
                    .append(words);
        }
    }

    /** {@code once}, {@code up to 2 times}. */
    static String times(int attempts) {
        return attempts == 2 ? "once" : "up to " + (attempts - 1) + " times";
    }

    /** @param word {@code call} or {@code statement} */
    String deadline(String word) {
        return "a " + word + " that is made for a request ends when that request's deadline does, "
                + layers.setting(DeadlineOptions.MARGIN).show() + " before it; with less than "
                + layers.setting(DeadlineOptions.MIN_ATTEMPT).show() + " left then it is refused.";
    }

    String bulkhead(BulkheadOptions bulkhead) {
        if (bulkhead.isUnlimited(layers)) {
            return "no limit is set.";
        }
        Setting<Long> wait = layers.setting(bulkhead.maxWait);
        return "at most " + layers.value(bulkhead.maxConcurrentCalls) + " calls at a time; "
                + (wait.value() == 0 ? "one more is refused at once." : "one more waits up to " + wait.show() + ".");
    }
}
