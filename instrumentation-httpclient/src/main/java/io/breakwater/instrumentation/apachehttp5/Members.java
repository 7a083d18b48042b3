package io.breakwater.instrumentation.apachehttp5;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The private members of a client's classes that we have looked for, found or not: looking in vain is dear.
 *
 * <p>What hangs on a class are types of the JDK alone: the class may outlive the agent, and would keep it.
 *
 * <p>Thread-safety: thread-safe.
 */
final class Members {
    private static final ByName METHODS = new ByName();
    private static final ByName FIELDS = new ByName();

    private Members() {}

    /** The class's own method of that name, accessible, or null. */
    static @Nullable Method method(Class<?> type, String name) {
        Map<String, Optional<AccessibleObject>> members = METHODS.get(type);
        Optional<AccessibleObject> known = members.get(name); // without the lock that computeIfAbsent may take even so
        return (Method) (known == null
                        ? members.computeIfAbsent(name, missing -> asOurselves(() -> findMethod(type, missing)))
                        : known)
                .orElse(null);
    }

    /** The class's own field of that name, accessible, or null. */
    static @Nullable Field field(Class<?> type, String name) {
        Map<String, Optional<AccessibleObject>> members = FIELDS.get(type);
        Optional<AccessibleObject> known = members.get(name);
        return (Field) (known == null
                        ? members.computeIfAbsent(name, missing -> asOurselves(() -> findField(type, missing)))
                        : known)
                .orElse(null);
    }

    /** The application's own code is on the stack, and a security manager may allow it less than us. */
    private static <M> Optional<M> asOurselves(PrivilegedAction<Optional<M>> search) {
        return AccessController.doPrivileged(search);
    }

    private static Optional<AccessibleObject> findMethod(Class<?> type, String name) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return accessible(method);
            }
        }
        return Optional.empty();
    }

    private static Optional<AccessibleObject> findField(Class<?> type, String name) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals(name)) {
                return accessible(field);
            }
        }
        return Optional.empty();
    }

    private static Optional<AccessibleObject> accessible(AccessibleObject member) {
        try {
            member.setAccessible(true);
            return Optional.of(member);
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    private static final class ByName extends ClassValue<Map<String, Optional<AccessibleObject>>> {
        @Override
        protected Map<String, Optional<AccessibleObject>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    }
}
