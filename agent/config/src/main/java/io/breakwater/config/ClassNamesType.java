package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** Names of Java classes: {@code com.example.jdbc.ExampleDriver}. Thread-safety: immutable. */
final class ClassNamesType extends WordsType {
    private static final String SUFFIX = ".class";

    ClassNamesType() {
        super(Form.WORD_OR_LIST);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        if (isOfJdk(text)) {
            cursor.refuse(expectedElement(), "A class of the JDK is no driver's; name the one that implements it");
            return null;
        }
        if (isClassName(text) && !text.endsWith(SUFFIX)) {
            return text;
        }
        String dotted = text.replace('/', '.');
        String name = dotted.endsWith(SUFFIX) ? dotted.substring(0, dotted.length() - SUFFIX.length()) : dotted;
        cursor.refuse(expectedElement(), isClassName(name) ? "Write " + name : "Patterns are not possible");
        return null;
    }

    /** Not all of {@code com.sun}, which has had drivers. */
    private static boolean isOfJdk(String text) {
        String dotted = text.replace('/', '.');
        return dotted.startsWith("java.")
                || dotted.startsWith("javax.sql.")
                || dotted.startsWith("jdk.")
                || dotted.startsWith("sun.");
    }

    private static boolean isClassName(String text) {
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !begins) {
                begins = true;
            } else if (begins ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
                begins = false;
            } else {
                return false;
            }
        }
        return !begins;
    }

    @Override
    Schema elementSchema() {
        return Schema.text("(?!java\\.|javax\\.sql\\.|jdk\\.|sun\\.)(?!.*\\.class$)[^\\s./*]+(?:\\.[^\\s./*]+)*");
    }

    @Override
    String expectedElement() {
        return "class names such as com.example.jdbc.ExampleDriver";
    }
}
