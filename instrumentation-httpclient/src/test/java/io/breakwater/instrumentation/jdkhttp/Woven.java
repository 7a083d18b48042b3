package io.breakwater.instrumentation.jdkhttp;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.hasMethodName;
import static net.bytebuddy.matcher.ElementMatchers.none;

import io.breakwater.extension.JoinPoint;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.function.BiFunction;
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
 * Weaves the module's own join points into the client of the test's JVM, once. What the agent's bridge does is done by a
 * function among the system properties, which a test exchanges: the adapters are then in the test's own class loader.
 */
final class Woven {
    static final String HOOK = "breakwater.test.hook";

    static {
        weave();
    }

    private Woven() {}

    /** From now on, all join points ask this function, or nobody if it is null. */
    static void answeredBy(BiFunction<String, Object[], Object[]> hook) {
        if (hook == null) {
            System.getProperties().remove(HOOK);
        } else {
            System.getProperties().put(HOOK, hook);
        }
    }

    private static void weave() {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        instrumentation.addTransformer(new Hooks(), true);
        try {
            for (JoinPoint joinPoint : new JdkHttpModule().joinPoints()) {
                instrumentation.retransformClasses(Class.forName(joinPoint.className()));
            }
        } catch (ReflectiveOperationException | UnmodifiableClassException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Hooks implements ClassFileTransformer {
        @Override
        public byte[] transform(
                Module module,
                ClassLoader loader,
                String className,
                Class<?> type,
                ProtectionDomain domain,
                byte[] classFile) {
            if (className == null || !className.startsWith("jdk/internal/net/http/") || type == null) {
                return null;
            }
            try {
                return hooked(className.replace('/', '.'), classFile);
            } catch (RuntimeException | Error broken) {
                throw new IllegalStateException(String.valueOf(broken), broken);
            }
        }

        private static byte[] hooked(String name, byte[] classFile) {
            ClassFileLocator locator = new ClassFileLocator.Compound(
                    ClassFileLocator.Simple.of(name, classFile), ClassFileLocator.ForClassLoader.ofPlatformLoader());
            TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
            ElementMatcher.Junction<MethodDescription> methods = none();
            for (JoinPoint joinPoint : new JdkHttpModule().joinPoints()) {
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
    static final class Hook {
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
    static String nameOf(JoinPoint joinPoint) {
        return joinPoint.className() + "." + joinPoint.methodName() + joinPoint.descriptor();
    }
}
