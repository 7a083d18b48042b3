package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Failure classes, and for HTTP status codes: {@code [connect-failure, gateway-error, 418, 5xx]}. A database has words
 * of its own. Thread-safety: immutable.
 */
final class FailuresType extends ListType<Failures> {
    private static final String STATUSES = ", a status 300..599, or 3xx, 4xx, 5xx";

    private final List<FailureClass> classes;
    private final boolean isOfHttp;

    private FailuresType(boolean isOfHttp, FailureClass... classes) {
        super(Form.NOT_EMPTY);
        this.classes = Arrays.asList(classes);
        this.isOfHttp = isOfHttp;
    }

    static FailuresType ofHttp() {
        return new FailuresType(
                true,
                FailureClass.CONNECT_FAILURE,
                FailureClass.REFUSED_STREAM,
                FailureClass.RESET,
                FailureClass.GATEWAY_ERROR,
                FailureClass.ATTEMPT_TIMEOUT,
                FailureClass.TOO_MANY_REQUESTS);
    }

    static FailuresType ofDatabase() {
        return new FailuresType(
                false,
                FailureClass.CONNECTION_LOST,
                FailureClass.CONNECT_FAILURE,
                FailureClass.SERVER_SHUTDOWN,
                FailureClass.ATTEMPT_TIMEOUT);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        FailureClass failure = Failures.classOf(text);
        boolean known = failure != null ? classes.contains(failure) : isOfHttp && (isCode(text) || isGroup(text));
        if (known) {
            return text;
        }
        cursor.refuse(expectedElement(), failure != null ? elsewhere(failure) : wayOut(cursor, text));
        return null;
    }

    private static boolean isCode(String text) {
        int code = IntegerType.parse(text);
        return code >= 300 && code <= 599;
    }

    private static boolean isGroup(String text) {
        return text.equals("3xx") || text.equals("4xx") || text.equals("5xx");
    }

    /** A word that is good in the other block. */
    private String elsewhere(FailureClass failure) {
        if (failure == FailureClass.SERIALIZATION_FAILURE) {
            return "What a database rolls back is a matter of jdbc.retry.statements";
        }
        FailureClass meant = counterpart(failure);
        String other = failure.word() + (isOfHttp ? " is a word of jdbc" : " is a word of http");
        return meant == null ? other : other + ". Did you mean " + meant.word() + "?";
    }

    private static @Nullable FailureClass counterpart(FailureClass failure) {
        switch (failure) {
            case RESET:
                return FailureClass.CONNECTION_LOST;
            case CONNECTION_LOST:
                return FailureClass.RESET;
            case GATEWAY_ERROR:
            case REFUSED_STREAM:
            case TOO_MANY_REQUESTS:
                return FailureClass.SERVER_SHUTDOWN;
            case SERVER_SHUTDOWN:
                return FailureClass.GATEWAY_ERROR;
            default:
                return null;
        }
    }

    private String wayOut(Cursor cursor, String text) {
        if (cursor.value().isPlain() && Cursor.isYamlBoolean(text)) {
            return "YAML 1.1 reads " + text + " as a boolean";
        }
        if (!isOfHttp && (isCode(text) || isGroup(text.toLowerCase(Locale.ROOT)))) {
            return "A database has no status codes";
        }
        if (isGroup(text.toLowerCase(Locale.ROOT))) {
            return "Write " + text.toLowerCase(Locale.ROOT);
        }
        if (text.equals("timeout") || text.equals("connect")) {
            return "Did you mean " + (text.equals("timeout") ? "attempt-timeout" : "connect-failure") + "?";
        }
        String nearest = NearestKey.of(text, words());
        return nearest == null ? "" : "Did you mean " + nearest + "?";
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (FailureClass failure : classes) {
            words.add(failure.word());
        }
        return words;
    }

    @Override
    Failures combine(List<String> words) {
        return new Failures(words);
    }

    @Override
    public String show(Failures value) {
        return show(value.words());
    }

    @Override
    Schema elementSchema() {
        return isOfHttp
                ? Schema.anyOf(
                        Schema.words(words()),
                        Schema.number("integer", 300, 599),
                        Schema.words(Arrays.asList("3xx", "4xx", "5xx")))
                : Schema.words(words());
    }

    @Override
    String expectedElement() {
        return isOfHttp ? String.join(", ", words()) + STATUSES : UnknownKey.list(words());
    }
}
