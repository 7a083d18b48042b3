package io.breakwater.instrumentation.jdbc.kit;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;

/** A bug of ours at the entry of all methods of one name in one class, until it is closed. One at a time. */
public final class BrokenMethod implements AutoCloseable {
    private static volatile boolean broken;

    private final Class<?> type;
    private final ClassReloadingStrategy strategy;

    private BrokenMethod(Class<?> type, ClassReloadingStrategy strategy) {
        this.type = type;
        this.strategy = strategy;
    }

    public static BrokenMethod in(Class<?> type, String method) {
        ByteBuddyAgent.install();
        ClassReloadingStrategy strategy = ClassReloadingStrategy.fromInstalledAgent();
        new ByteBuddy()
                .redefine(type, ClassFileLocator.ForClassLoader.of(type.getClassLoader()))
                .visit(Advice.to(Bug.class).on(named(method)))
                .make()
                .load(type.getClassLoader(), strategy);
        broken = true;
        return new BrokenMethod(type, strategy);
    }

    /** The names of a class's own methods that have a body in its source. */
    public static Stream<String> methodsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .distinct()
                .sorted();
    }

    /** Throws, while one of us is in force. */
    public static void strike() {
        if (broken) {
            throw new IllegalStateException("a bug");
        }
    }

    @Override
    public void close() {
        broken = false;
        try {
            strategy.reset(ClassFileLocator.ForClassLoader.of(type.getClassLoader()), type);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Copied into the method. */
    public static final class Bug {
        private Bug() {}

        @Advice.OnMethodEnter
        static void enter() {
            strike();
        }
    }
}
