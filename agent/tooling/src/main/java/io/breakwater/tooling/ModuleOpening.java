package io.breakwater.tooling;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens packages of named modules to the unnamed module of an adapter loader and of the agent's own. By reflection,
 * because Java 8 has no modules.
 *
 * <p>Thread-safety: stateless. Errors: a module or package that is not there is skipped; its adapter has to live
 * without.
 */
final class ModuleOpening {
    private ModuleOpening() {}

    /** @param packages as {@code module/package} */
    static void open(Instrumentation instrumentation, List<String> packages, ClassLoader adapters) {
        if (packages.isEmpty() || JavaVersion.current() < 9) {
            return;
        }
        try {
            Method unnamedModule = ClassLoader.class.getMethod("getUnnamedModule");
            Object ours = unnamedModule.invoke(ModuleOpening.class.getClassLoader());
            Object theirs = unnamedModule.invoke(adapters);
            for (String name : packages) {
                int slash = name.indexOf('/');
                Object module = bootModule(name.substring(0, slash));
                if (module != null) {
                    open(instrumentation, module, name.substring(slash + 1), ours, theirs);
                }
            }
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("module system: " + impossible, impossible);
        }
    }

    private static @Nullable Object bootModule(String name) throws ReflectiveOperationException {
        Class<?> layer = Class.forName("java.lang.ModuleLayer");
        Object boot = layer.getMethod("boot").invoke(null);
        Optional<?> found = (Optional<?>) layer.getMethod("findModule", String.class).invoke(boot, name);
        return found.orElse(null);
    }

    private static void open(Instrumentation instrumentation, Object module, String packageName, Object... to)
            throws ReflectiveOperationException {
        Class<?> moduleType = Class.forName("java.lang.Module");
        Set<?> packages = (Set<?>) moduleType.getMethod("getPackages").invoke(module);
        if (!packages.contains(packageName)) {
            return;
        }
        Set<Object> readers = new HashSet<>(Arrays.asList(to));
        Instrumentation.class
                .getMethod("redefineModule", moduleType, Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        module,
                        Collections.emptySet(),
                        Collections.emptyMap(),
                        Collections.singletonMap(packageName, readers),
                        Collections.emptySet(),
                        Collections.emptyMap());
    }
}
