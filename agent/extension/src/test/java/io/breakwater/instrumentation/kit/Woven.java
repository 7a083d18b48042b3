package io.breakwater.instrumentation.kit;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.hasMethodName;
import static net.bytebuddy.matcher.ElementMatchers.none;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * Weaves the join points of all modules into the clients of the test's JVM, once: those of the JDK at once, others as they
 * are loaded. What the agent's bridge does is done by a function among the system properties, which a test exchanges: the
 * adapters are then in the test's own class loader.
 */
public final class Woven {
    public static final String HOOK = "breakwater.test.hook";

    static final List<JoinPoint> JOIN_POINTS = joinPoints();

    static {
        weave();
    }

    private Woven() {}

    /** From now on, all join points ask this function, or nobody if it is null. */
    public static void answeredBy(BiFunction<String, Object[], Object[]> hook) {
        if (hook == null) {
            System.getProperties().remove(HOOK);
        } else {
            System.getProperties().put(HOOK, hook);
        }
    }

    private static List<JoinPoint> joinPoints() {
        int java = Runtime.version().feature();
        return ServiceLoader.load(InstrumentationModule.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(module -> module.minimumJava() <= java)
                .flatMap(module ->
                        Stream.concat(module.joinPoints().stream(), module.joinPointsAcrossExecutors().stream()))
                .collect(Collectors.toList());
    }

    private static void weave() {
        Set<String> names = JOIN_POINTS.stream().map(JoinPoint::className).collect(Collectors.toSet());
        Instrumentation instrumentation = ByteBuddyAgent.install();
        instrumentation.addTransformer(new Hooks(names), true);
        try {
            for (String name : names) {
                Class<?> ofJdk = ofJdk(name);
                if (ofJdk != null) {
                    instrumentation.retransformClasses(ofJdk);
                }
            }
            for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
                if (names.contains(loaded.getName()) && loaded.getClassLoader() != null) {
                    instrumentation.retransformClasses(loaded);
                }
            }
        } catch (UnmodifiableClassException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Null for a class of somebody else, and for one that this Java version does not have. */
    private static Class<?> ofJdk(String name) {
        try {
            return name.matches("(java|jdk|sun|com\\.sun)\\..*") ? Class.forName(name) : null;
        } catch (ClassNotFoundException ofAnotherVersion) {
            return null;
        }
    }

    private static final class Hooks implements ClassFileTransformer {
        private final Set<String> names;

        Hooks(Set<String> names) {
            this.names = names;
        }

        @Override
        public byte[] transform(
                Module module,
                ClassLoader loader,
                String className,
                Class<?> type,
                ProtectionDomain domain,
                byte[] classFile) {
            if (className == null || !names.contains(className.replace('/', '.'))) {
                return null;
            }
            try {
                return hooked(className.replace('/', '.'), loader, classFile);
            } catch (RuntimeException | Error broken) {
                throw new IllegalStateException(String.valueOf(broken), broken);
            }
        }

        private static byte[] hooked(String name, ClassLoader loader, byte[] classFile) {
            ClassFileLocator locator = new ClassFileLocator.Compound(
                    ClassFileLocator.Simple.of(name, classFile),
                    ClassFileLocator.ForClassLoader.of(loader),
                    ClassFileLocator.ForClassLoader.ofPlatformLoader());
            TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
            ElementMatcher.Junction<MethodDescription> methods = none();
            for (JoinPoint joinPoint : JOIN_POINTS) {
                if (joinPoint.className().equals(name)) {
                    methods = methods.or(
                            hasMethodName(joinPoint.methodName()).and(hasDescriptor(joinPoint.descriptor())));
                }
            }
            return new ByteBuddy()
                    .redefine(type, locator)
                    .visit(Advice.to(Hook.class).on(methods))
                    .make()
                    .getBytes();
        }
    }

    /** Copied into each join point: the same protocol as the agent's own hook. */
    public static final class Hook {
        private Hook() {}

        @SuppressWarnings("unchecked")
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object[] enter(
                @Advice.Origin("#t.#m#d") String site,
                @Advice.This Object self,
                @Advice.AllArguments Object[] arguments) {
            BiFunction<String, Object[], Object[]> hook = (BiFunction<String, Object[], Object[]>)
                    System.getProperties().get(HOOK);
            if (hook == null) {
                return null;
            }
            Object[] call = new Object[arguments.length + 1];
            call[0] = self;
            System.arraycopy(arguments, 0, call, 1, arguments.length);
            return hook.apply(site, call);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object[] box,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            if (box != null) {
                result = box[0];
            }
        }
    }

    /** The name under which the hook asks. */
    public static String nameOf(JoinPoint joinPoint) {
        return joinPoint.className() + "." + joinPoint.methodName() + joinPoint.descriptor();
    }
}
