package io.breakwater.tooling;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Properties;

/**
 * Java 8: {@code sun.misc.Unsafe} defines the bridge, and there is nothing to open. Appending a jar to the bootstrap
 * search path would do as well, but needs a temporary file.
 *
 * <p>Thread-safety: stateless.
 */
final class Java8Platform implements JavaPlatform {

    @Override
    public void defineBridge(byte[] classFile, Instrumentation instrumentation) throws ReflectiveOperationException {
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
                .invoke(instance.get(null), Bridge.NAME, classFile, 0, classFile.length, null, null);
    }

    @Override
    public Properties agentProperties(Instrumentation instrumentation) throws ReflectiveOperationException {
        return (Properties) Class.forName("sun.misc.VMSupport")
                .getMethod("getAgentProperties")
                .invoke(null);
    }

    @Override
    public void open(List<String> packages, Instrumentation instrumentation, ClassLoader agent, ClassLoader adapters) {}
}
