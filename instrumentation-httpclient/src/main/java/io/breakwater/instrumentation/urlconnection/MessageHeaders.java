package io.breakwater.instrumentation.urlconnection;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's list of header lines, {@code sun.net.www.MessageHeader}, the request line included.
 *
 * <p>Thread-safety: stateless. Errors: {@link ExceptionInInitializerError} on a JDK that has no such class.
 */
final class MessageHeaders {
    private static final PrivateMethod FIND_VALUE;
    private static final PrivateMethod GET_KEY;
    private static final PrivateMethod GET_VALUE;
    private static final PrivateMethod ADD;
    private static final PrivateMethod REMOVE;
    private static final PrivateMethod ALL;
    private static final Constructor<?> CREATE;
    private static final PrivateField MAX_BYTES;

    static {
        try {
            Class<?> type = Class.forName("sun.net.www.MessageHeader", false, null);
            FIND_VALUE = PrivateMethod.of(type, "findValue", String.class);
            GET_KEY = PrivateMethod.of(type, "getKey", int.class);
            GET_VALUE = PrivateMethod.of(type, "getValue", int.class);
            ADD = PrivateMethod.of(type, "add", String.class, String.class);
            ALL = PrivateMethod.of(type, "multiValueIterator", String.class);
            REMOVE = PrivateMethod.of(type, "remove", String.class);
            CREATE = type.getDeclaredConstructor(int.class);
            CREATE.setAccessible(true);
            MAX_BYTES = PrivateField.of(Class.forName(Insides.CONNECTION, false, null), "maxHeaderSize");
        } catch (ReflectiveOperationException unknown) {
            throw new ExceptionInInitializerError(unknown);
        }
    }

    private MessageHeaders() {}

    static @Nullable String find(Object headers, String name) {
        return (String) FIND_VALUE.call(headers, name);
    }

    /** For the lines of an answer, with the JDK's own limit. */
    static Object createForAnswer() {
        return create(MAX_BYTES.getInt(null));
    }

    static Object copy(Object headers) {
        Object copy = create(0);
        for (int line = 0; GET_KEY.call(headers, line) != null; line++) {
            ADD.call(copy, GET_KEY.call(headers, line), GET_VALUE.call(headers, line));
        }
        return copy;
    }

    /** The values of all lines of that name, in their order. */
    @SuppressWarnings("unchecked")
    static List<String> all(Object headers, String name) {
        List<String> values = new ArrayList<>();
        Iterator<String> lines = (Iterator<String>) ALL.call(headers, name);
        while (lines != null && lines.hasNext()) {
            values.add(String.valueOf(lines.next()));
        }
        return values;
    }

    static void add(Object headers, String name, String value) {
        ADD.call(headers, name, value);
    }

    static void remove(Object headers, String name) {
        REMOVE.call(headers, name);
    }

    private static Object create(int maxBytes) {
        try {
            return CREATE.newInstance(maxBytes);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
