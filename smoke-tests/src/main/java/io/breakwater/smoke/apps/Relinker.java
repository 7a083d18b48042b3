package io.breakwater.smoke.apps;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An agent that changes nothing: what a JVM keeps of it, it keeps of every agent. Loaded with {@code watch}, it remembers
 * which classes others retransform from then on; loaded with {@code repeat}, it has the JVM do the same once more.
 */
public final class Relinker {
    private static final Set<Class<?>> SEEN = new LinkedHashSet<>();
    private static boolean watching;

    private Relinker() {}

    /** Called by the JVM that the agent is loaded into. */
    public static void agentmain(String what, Instrumentation instrumentation) throws Exception {
        if (what.equals("watch")) {
            watching = true;
            instrumentation.addTransformer(new Watcher(), true);
        } else {
            watching = false;
            instrumentation.retransformClasses(SEEN.toArray(new Class<?>[0]));
        }
    }

    private static final class Watcher implements ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
            if (watching && redefined != null) {
                synchronized (SEEN) {
                    SEEN.add(redefined);
                }
            }
            return null;
        }
    }
}
