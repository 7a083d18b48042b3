package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Failure classes and status codes: {@code [connect-failure, gateway-error, 418, 5xx]}. Thread-safety: immutable. */
final class FailuresType extends ListType<Failures> {

    FailuresType() {
        super(Form.NOT_EMPTY);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        if (Failures.classOf(text) != null || isCode(text) || isGroup(text)) {
            return text;
        }
        cursor.refuse(expectedElement(), wayOut(cursor, text));
        return null;
    }

    private static boolean isCode(String text) {
        int code = IntegerType.parse(text);
        return code >= 300 && code <= 599;
    }

    private static boolean isGroup(String text) {
        return text.equals("3xx") || text.equals("4xx") || text.equals("5xx");
    }

    private static String wayOut(Cursor cursor, String text) {
        if (cursor.value().isPlain() && Cursor.isYamlBoolean(text)) {
            return "YAML 1.1 reads " + text + " as a boolean";
        }
        if (isGroup(text.toLowerCase(Locale.ROOT))) {
            return "Write " + text.toLowerCase(Locale.ROOT);
        }
        if (text.equals("timeout") || text.equals("connect")) {
            return "Did you mean " + (text.equals("timeout") ? "attempt-timeout" : "connect-failure") + "?";
        }
        List<String> words = new ArrayList<>();
        for (FailureClass failure : FailureClass.values()) {
            words.add(failure.word());
        }
        String nearest = NearestKey.of(text, words);
        return nearest == null ? "" : "Did you mean " + nearest + "?";
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
    String expectedElement() {
        StringBuilder out = new StringBuilder();
        for (FailureClass failure : FailureClass.values()) {
            out.append(failure.word()).append(", ");
        }
        return out + "a status 300..599, or 3xx, 4xx, 5xx";
    }
}
