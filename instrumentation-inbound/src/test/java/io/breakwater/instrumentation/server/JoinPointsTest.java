package io.breakwater.instrumentation.server;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.reactornetty.ReactorNettyModule;
import io.breakwater.instrumentation.undertow.UndertowModule;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;

/** The oldest versions of servers that are played with their newest only. */
class JoinPointsTest {

    @Test
    void undertow_2_0_has_the_join_point() {
        assertThat(exists(new UndertowModule().joinPoints().get(0), "undertow-2.0"))
                .isTrue();
    }

    @Test
    void reactor_netty_1_0_has_the_join_point() {
        assertThat(exists(new ReactorNettyModule().joinPoints().get(0), "reactor-netty-1.0"))
                .isTrue();
    }

    private static boolean exists(JoinPoint joinPoint, String directory) {
        TypePool classFiles = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(Servers.apart(directory)));
        return !classFiles
                .describe(joinPoint.className())
                .resolve()
                .getDeclaredMethods()
                .filter(named(joinPoint.methodName())
                        .and(hasDescriptor(joinPoint.descriptor()))
                        .and(not(isStatic()))
                        .and(not(isAbstract())))
                .isEmpty();
    }
}
