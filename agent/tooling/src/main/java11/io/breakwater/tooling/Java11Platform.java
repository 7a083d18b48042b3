package io.breakwater.tooling;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Java 11 and later: packages are opened by {@link Instrumentation#redefineModule}, and the bridge is defined through a
 * lookup on {@link Object}. Both open to loaders of ours alone: the application's modules gain nothing.
 *
 * <p>Thread-safety: stateless. Source: the way in which JaCoCo defines its runtime.
 */
final class Java11Platform implements JavaPlatform {

    @Override
    public void defineBridge(byte[] classFile, Instrumentation instrumentation) throws IllegalAccessException {
        open(Object.class.getModule(), "java.lang", Set.of(Java11Platform.class.getModule()), instrumentation);
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(classFile);
    }

    @Override
    public Properties agentProperties(Instrumentation instrumentation) throws ReflectiveOperationException {
        Module base = Object.class.getModule();
        if (!base.getPackages().contains("jdk.internal.vm")) {
            throw new ClassNotFoundException("jdk.internal.vm.VMSupport");
        }
        open(base, "jdk.internal.vm", Set.of(Java11Platform.class.getModule()), instrumentation);
        return (Properties) Class.forName("jdk.internal.vm.VMSupport")
                .getMethod("getAgentProperties")
                .invoke(null);
    }

    @Override
    public void open(List<String> packages, Instrumentation instrumentation, ClassLoader agent, ClassLoader adapters) {
        Set<Module> ours = Set.of(agent.getUnnamedModule(), adapters.getUnnamedModule());
        for (String name : packages) {
            int slash = name.indexOf('/');
            Optional<Module> module = ModuleLayer.boot().findModule(name.substring(0, slash));
            String packageName = name.substring(slash + 1);
            if (module.isPresent() && module.get().getPackages().contains(packageName)) {
                open(module.get(), packageName, ours, instrumentation);
            }
        }
    }

    private static void open(Module module, String packageName, Set<Module> to, Instrumentation instrumentation) {
        instrumentation.redefineModule(module, Set.of(), Map.of(), Map.of(packageName, to), Set.of(), Map.of());
    }
}
