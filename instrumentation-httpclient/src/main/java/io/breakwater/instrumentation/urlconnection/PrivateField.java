package io.breakwater.instrumentation.urlconnection;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field of the JDK's that is not ours to see.
 *
 * <p>Thread-safety: immutable. Errors: finding one throws where it is not there, or not open to us; using it does not.
 */
final class PrivateField {
    private final Field field;

    private PrivateField(Field field) {
        this.field = field;
    }

    static PrivateField of(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return new PrivateField(field);
    }

    /** @param owner null for a static field */
    @Nullable
    Object get(@Nullable Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The value of an {@code int} field. */
    int getInt(@Nullable Object owner) {
        try {
            return field.getInt(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param value boxed where the field is primitive */
    void set(Object owner, @Nullable Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
