package io.breakwater.instrumentation.jdbc;

import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import java.sql.CallableStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The operation of a statement, as policies and people name it. Thread-safety: stateless. */
final class StatementKinds {
    static final String EXECUTE = "EXECUTE";
    static final String SELECT = "SELECT";

    private static final String IN_FILE = "infile";

    private StatementKinds() {}

    /** True if the text may have the driver send a file. */
    static boolean mayLoadFile(@Nullable String text) {
        if (text != null) {
            for (int i = text.length() - IN_FILE.length(); i > 0; i--) {
                if (text.regionMatches(true, i, IN_FILE, 0, IN_FILE.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code BATCH}, {@code CALL}, or {@code EXECUTE} for whatever is not known better. */
    static String of(StatementMethod method, Statement statement) {
        if (method.isBatch()) {
            return "BATCH";
        }
        return statement instanceof CallableStatement && !method.takesText() ? "CALL" : EXECUTE;
    }
}
