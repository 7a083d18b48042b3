package io.breakwater.instrumentation.jdbc.driver;

import java.util.EnumSet;
import java.util.Set;

/** The methods by which an application has a statement executed, as {@code java.sql} declares them. */
public enum StatementMethod {
    EXECUTE_TEXT("execute", "(Ljava/lang/String;)Z"),
    EXECUTE_TEXT_KEYS("execute", "(Ljava/lang/String;I)Z"),
    EXECUTE_TEXT_INDEXES("execute", "(Ljava/lang/String;[I)Z"),
    EXECUTE_TEXT_NAMES("execute", "(Ljava/lang/String;[Ljava/lang/String;)Z"),
    QUERY_TEXT("executeQuery", "(Ljava/lang/String;)Ljava/sql/ResultSet;"),
    UPDATE_TEXT("executeUpdate", "(Ljava/lang/String;)I"),
    UPDATE_TEXT_KEYS("executeUpdate", "(Ljava/lang/String;I)I"),
    UPDATE_TEXT_INDEXES("executeUpdate", "(Ljava/lang/String;[I)I"),
    UPDATE_TEXT_NAMES("executeUpdate", "(Ljava/lang/String;[Ljava/lang/String;)I"),
    LARGE_UPDATE_TEXT("executeLargeUpdate", "(Ljava/lang/String;)J"),
    LARGE_UPDATE_TEXT_KEYS("executeLargeUpdate", "(Ljava/lang/String;I)J"),
    LARGE_UPDATE_TEXT_INDEXES("executeLargeUpdate", "(Ljava/lang/String;[I)J"),
    LARGE_UPDATE_TEXT_NAMES("executeLargeUpdate", "(Ljava/lang/String;[Ljava/lang/String;)J"),
    BATCH("executeBatch", "()[I"),
    LARGE_BATCH("executeLargeBatch", "()[J"),
    EXECUTE("execute", "()Z"),
    QUERY("executeQuery", "()Ljava/sql/ResultSet;"),
    UPDATE("executeUpdate", "()I"),
    LARGE_UPDATE("executeLargeUpdate", "()J");

    private final String methodName;
    private final String descriptor;

    StatementMethod(String methodName, String descriptor) {
        this.methodName = methodName;
        this.descriptor = descriptor;
    }

    public String methodName() {
        return methodName;
    }

    public String descriptor() {
        return descriptor;
    }

    /** True if the text comes with the call; false if the statement was prepared, or holds a batch. */
    public boolean takesText() {
        return compareTo(LARGE_UPDATE_TEXT_NAMES) <= 0;
    }

    public boolean isBatch() {
        return this == BATCH || this == LARGE_BATCH;
    }

    /** The method of that name and descriptor. */
    public static StatementMethod of(String methodName, String descriptor) {
        for (StatementMethod method : values()) {
            if (method.methodName.equals(methodName) && method.descriptor.equals(descriptor)) {
                return method;
            }
        }
        throw new IllegalArgumentException(methodName + descriptor + " (expected: a method that executes)");
    }

    /** All that take a text. */
    public static Set<StatementMethod> texts() {
        return EnumSet.range(EXECUTE_TEXT, LARGE_UPDATE_TEXT_NAMES);
    }

    /** All of a plain statement. */
    public static Set<StatementMethod> ofStatement() {
        return EnumSet.range(EXECUTE_TEXT, LARGE_BATCH);
    }

    /** All that a prepared statement has besides. */
    public static Set<StatementMethod> prepared() {
        return EnumSet.range(EXECUTE, LARGE_UPDATE);
    }
}
