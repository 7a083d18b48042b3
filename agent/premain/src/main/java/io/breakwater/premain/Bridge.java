package io.breakwater.premain;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Brings {@code java.lang.BreakwaterBridge} into the JVM, once.
 *
 * <p>On Java 9 and later the package is opened to this class's module and the class defined through a lookup on {@code
 * Object}; on Java 8 {@code sun.misc.Unsafe} does the same. Appending to the bootstrap search path would switch off
 * class-data sharing, and print a warning.
 *
 * <p>Loaded by: the system loader. Source: the way in which JaCoCo defines its runtime.
 */
public final class Bridge {
    private static final String NAME = "java.lang.BreakwaterBridge";

    private Bridge() {}

    /** True after an earlier entry into the agent. */
    public static boolean isDefined() {
        try {
            Class.forName(NAME, false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** @param bytes the class file of the bridge */
    public static void define(byte[] bytes, Instrumentation instrumentation) throws Exception {
        if (System.getProperty("java.specification.version").startsWith("1.")) {
            defineUnsafely(bytes);
        } else {
            defineInModule(bytes, instrumentation);
        }
    }

    private static void defineInModule(byte[] bytes, Instrumentation instrumentation) throws Exception {
        Class<?> module = Class.forName("java.lang.Module");
        Method moduleOf = Class.class.getMethod("getModule");
        Instrumentation.class
                .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        moduleOf.invoke(Object.class),
                        Collections.emptySet(),
                        Collections.emptyMap(),
                        Collections.singletonMap("java.lang", Collections.singleton(moduleOf.invoke(Bridge.class))),
                        Collections.emptySet(),
                        Collections.emptyMap());
        Object lookup = MethodHandles.class
                .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
                .invoke(null, Object.class, MethodHandles.lookup());
        MethodHandles.Lookup.class
                .getMethod("defineClass", byte[].class)
                .invoke(lookup, (Object) bytes);
    }

    private static void defineUnsafely(byte[] bytes) throws Exception {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        unsafe.getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(instance.get(null), NAME, bytes, 0, bytes.length, null, null);
    }
}
