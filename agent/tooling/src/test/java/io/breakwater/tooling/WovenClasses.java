package io.breakwater.tooling;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Gives tests the bridge, class files, site tables and fresh loaders. */
final class WovenClasses {
    private WovenClasses() {}

    /** The instrumentation of this JVM, with the bridge defined. */
    static synchronized Instrumentation instrumentation() {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        try {
            Bridge.ensureDefined(JavaPlatform.current(), instrumentation);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        return instrumentation;
    }

    static byte[] classFile(Class<?> type) {
        try {
            return Resources.read(
                    WovenClasses.class.getClassLoader(), type.getName().replace('.', '/') + ".class");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Class<?> define(String name, byte[] classFile) {
        return new Fresh(WovenClasses.class.getClassLoader()).define(name, classFile);
    }

    static SiteTable sites(JoinPoint... joinPoints) {
        return SiteTable.of(Collections.singletonList(module(joinPoints)), JavaVersion.current());
    }

    static InstrumentationModule module(JoinPoint... joinPoints) {
        return new InstrumentationModule() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String versions() {
                return "any";
            }

            @Override
            public List<String> limits() {
                return Collections.emptyList();
            }

            @Override
            public int minimumJava() {
                return 8;
            }

            @Override
            public List<JoinPoint> joinPoints() {
                return Arrays.asList(joinPoints);
            }

            @Override
            public List<String> openedPackages() {
                return Collections.emptyList();
            }
        };
    }

    /** A loader that defines what it is told to. */
    static final class Fresh extends ClassLoader {
        Fresh(ClassLoader parent) {
            super(parent);
        }

        Class<?> define(String name, byte[] classFile) {
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
