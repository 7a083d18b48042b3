package io.breakwater.instrumentation.jdbc;

import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import java.sql.CallableStatement;
import java.sql.Statement;

/** The operation of a statement, as policies and people name it. Thread-safety: stateless. */
final class StatementKinds {
    static final String EXECUTE = "EXECUTE";
    static final String SELECT = "SELECT";

    private StatementKinds() {}

    /** {@code BATCH}, {@code CALL}, or {@code EXECUTE} for whatever is not known better. */
    static String of(StatementMethod method, Statement statement) {
        if (method.isBatch()) {
            return "BATCH";
        }
        return statement instanceof CallableStatement && !method.takesText() ? "CALL" : EXECUTE;
    }
}
