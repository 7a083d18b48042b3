package io.breakwater.instrumentation.jdbc.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A method by which a prepared statement is given a parameter that may be good for one execution only: a stream, or
 * something that has one.
 *
 * <p>Thread-safety: immutable.
 */
public final class ParameterMethod {
    private static final String STREAM = "Ljava/io/InputStream;";
    private static final String READER = "Ljava/io/Reader;";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String TYPE = "Ljava/sql/SQLType;";

    private static final List<ParameterMethod> ALL = all();

    private final String methodName;
    private final String descriptor;

    private ParameterMethod(String methodName, String parameters) {
        this.methodName = methodName;
        this.descriptor = "(I" + parameters + ")V";
    }

    /** All that {@code java.sql.PreparedStatement} has. */
    public static List<ParameterMethod> values() {
        return ALL;
    }

    public String methodName() {
        return methodName;
    }

    public String descriptor() {
        return descriptor;
    }

    private static List<ParameterMethod> all() {
        List<ParameterMethod> all = new ArrayList<>();
        add(all, "setAsciiStream", STREAM, STREAM + "I", STREAM + "J");
        add(all, "setBinaryStream", STREAM, STREAM + "I", STREAM + "J");
        add(all, "setUnicodeStream", STREAM + "I");
        add(all, "setCharacterStream", READER, READER + "I", READER + "J");
        add(all, "setNCharacterStream", READER, READER + "J");
        add(all, "setBlob", STREAM, STREAM + "J", "Ljava/sql/Blob;");
        add(all, "setClob", READER, READER + "J", "Ljava/sql/Clob;");
        add(all, "setNClob", READER, READER + "J", "Ljava/sql/NClob;");
        add(all, "setSQLXML", "Ljava/sql/SQLXML;");
        add(all, "setObject", OBJECT, OBJECT + "I", OBJECT + "II", OBJECT + TYPE, OBJECT + TYPE + "I");
        return Collections.unmodifiableList(all);
    }

    private static void add(List<ParameterMethod> all, String methodName, String... parameters) {
        Arrays.stream(parameters)
                .map(each -> new ParameterMethod(methodName, each))
                .forEach(all::add);
    }
}
