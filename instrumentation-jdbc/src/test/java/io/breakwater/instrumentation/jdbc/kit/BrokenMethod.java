package io.breakwater.instrumentation.jdbc.kit;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static volatile String broken = "";

    private BrokenMethod() {}

    /** Classes whose methods can be broken from now on: woven once, as that takes longer than what is tested with a bug. */
    public static void prepare(Class<?>... types) {
        ByteBuddyAgent.install();
        for (Class<?> type : types) {
            new ByteBuddy()
                    .redefine(type, ClassFileLocator.ForClassLoader.of(type.getClassLoader()))
                    .visit(Advice.to(Bug.class).on(isMethod().and(not(isAbstract()))))
                    .make()
                    .load(type.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
        }
    }

    /** Undoes {@link #prepare}. */
    public static void restore(Class<?>... types) {
        try {
            for (Class<?> type : types) {
                ClassReloadingStrategy.fromInstalledAgent()
                        .reset(ClassFileLocator.ForClassLoader.of(type.getClassLoader()), type);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Of a class that is prepared. */
    public static BrokenMethod in(Class<?> type, String method) {
        broken = type.getName() + "." + method;
        return new BrokenMethod();
    }

    /** The names of a class's own methods that have a body in its source. */
    public static Stream<String> methodsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .distinct()
                .sorted();
    }

    /** Throws, while this method is the broken one. */
    public static void strike(String method) {
        if (broken.equals(method)) {
            throw new IllegalStateException("a bug");
        }
    }

    @Override
    public void close() {
        broken = "";
    }

    /** Copied into each method. */
    public static final class Bug {
        private Bug() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String method) {
            strike(method);
        }
    }
}
