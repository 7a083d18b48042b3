package io.breakwater.config;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.RetryPolicy;
import java.util.ArrayList;
import java.util.List;

/** Says in sentences what would happen to an HTTP call. Confined to one thread. */
final class Outlook {
    private final Layers layers;
    private final String method;
    private final boolean isTrusted;
    private final Sentences sentences;

    private Outlook(Layers layers, String method, boolean isTrusted) {
        this.layers = layers;
        this.method = method;
        this.isTrusted = isTrusted;
        this.sentences = new Sentences(layers);
    }

    static List<String> of(Layers layers, String method, Destination destination) {
        boolean isTrusted = new TrustedHosts(layers.value(DeadlineOptions.TRUSTED_HOSTS)).contain(destination);
        Outlook outlook = new Outlook(layers, method, isTrusted);
        Sentences sentences = outlook.sentences;
        sentences.add(HttpOptions.TIMEOUTS_MODE, "timeouts", outlook.timeouts());
        sentences.add(HttpOptions.RETRY_MODE, "retry", outlook.retry());
        sentences.add(
                HttpOptions.BREAKER.mode, "circuit-breaker", BreakerOutlook.sentence(layers, HttpOptions.BREAKER));
        sentences.add(HttpOptions.BULKHEAD.mode, "bulkhead", sentences.bulkhead(HttpOptions.BULKHEAD));
        sentences.add(DeadlineOptions.MODE, "deadline", sentences.deadline("call") + outlook.telling());
        return sentences.all();
    }

    private String telling() {
        List<String> write = layers.value(DeadlineOptions.WRITE);
        if (!isTrusted) {
            return " The host is not told: trusted-hosts does not name it.";
        }
        return write.isEmpty()
                ? " The host is not told: write is empty."
                : " The host is told, in " + UnknownKey.list(write) + ".";
    }

    private String timeouts() {
        StringBuilder out = new StringBuilder();
        sentences.append(out, HttpOptions.CONNECT, "to connect");
        sentences.append(out, HttpOptions.RESPONSE, "to the first byte of the answer");
        sentences.append(out, HttpOptions.ATTEMPT, "per attempt");
        sentences.append(out, HttpOptions.TOTAL, "in all");
        sentences.append(out, HttpOptions.IDLE, "between two parts of the body");
        return out.length() == 0 ? "no limit is set." : "at most " + out + ".";
    }

    private String retry() {
        int attempts = layers.value(HttpOptions.MAX_ATTEMPTS);
        if (attempts == 1) {
            return "a failed " + method + " is not retried (max-attempts is 1).";
        }
        boolean repeatable = PolicyFactory.methods(layers).contains(method);
        List<String> all = layers.value(HttpOptions.RETRY_ON).words();
        List<String> safe = new ArrayList<>();
        for (String word : all) {
            FailureClass failure = Failures.classOf(word);
            if (failure != null && failure.isNeverSent()) {
                safe.add(word);
            }
        }
        List<String> words = repeatable ? all : safe;
        String key = repeatable && !RetryPolicy.IDEMPOTENT_METHODS.contains(method) ? KeyOptions.header(layers) : null;
        String times = Sentences.times(attempts);
        String reason = repeatable || safe.size() == all.size() ? "" : " Nothing else, because " + whyNot();
        if (words.isEmpty()) {
            return "a failed " + method + " is not retried." + reason;
        }
        String exception = layers.value(HttpOptions.URL_CONNECTION)
                ? ""
                : " One of HttpURLConnection is not (url-connection is false).";
        return "a failed " + method + (key == null ? "" : " that carries " + key) + " is retried " + times + ", after "
                + UnknownKey.list(words) + "." + (key == null ? "" : without(safe)) + reason + exception;
    }

    /** What holds for a request that has no key. */
    private static String without(List<String> safe) {
        return safe.isEmpty()
                ? " Without that header it is not."
                : " Without that header only after " + UnknownKey.list(safe) + ".";
    }

    private String whyNot() {
        return layers.value(HttpOptions.METHODS).contains(method)
                ? method + " needs a key, and nothing says that the server accepts one (accepted-by-server)."
                : method + " is not among the methods that may be repeated after they may have reached the server.";
    }
}
