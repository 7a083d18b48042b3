package org.example.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** An ordinary program that knows nothing of the agent, and says what it sees. */
public final class Traffic {
    private static final int CALLS = 400;

    private Traffic() {}

    public static void main(String[] args) throws Exception {
        System.out.println("bridge: " + (isVisible("java.lang.BreakwaterBridge") ? "visible" : "absent"));
        for (String ours : new String[] {
            "io.breakwater.engine.Engine",
            "io.breakwater.tooling.AgentInstaller",
            "io.breakwater.extension.Adapter",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "org.yaml.snakeyaml.Yaml",
            "net.bytebuddy.jar.asm.ClassReader"
        }) {
            if (isVisible(ours)) {
                System.out.println("visible: " + ours);
            }
        }
        Greeter greeter = new Greeter();
        int guarded = 0;
        for (int i = 0; i < CALLS; i++) {
            String greeting = greeter.greet("caller", i, i / 2.0);
            if (greeting.equals("guarded caller " + i + " " + i / 2.0)) {
                guarded++;
            } else if (!greeting.equals("plain caller " + i + " " + i / 2.0)) {
                System.out.println("wrong: " + greeting);
            }
        }
        System.out.println(CALLS + " calls, " + guarded + " guarded");
        try {
            System.out.println("count: " + greeter.count(7));
            System.out.println("count: " + greeter.count(-1));
        } catch (InterruptedException declared) {
            System.out.println("thrown: " + declared.getMessage());
        }
        System.out.println("strict loader: " + greetInStrictLoader());
    }

    private static boolean isVisible(String name) {
        try {
            Class.forName(name, false, Traffic.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static Object greetInStrictLoader() throws Exception {
        Class<?> type = new StrictLoader().define();
        Object greeter = type.getConstructor().newInstance();
        return type.getMethod("greet", String.class, long.class, double.class).invoke(greeter, "guest", 0L, 0.0);
    }

    /** Delegates {@code java.*} alone, and that to the bootstrap loader, as OSGi does. */
    private static final class StrictLoader extends ClassLoader {
        StrictLoader() {
            super(null);
        }

        Class<?> define() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (InputStream in = Traffic.class.getResourceAsStream("Greeter.class")) {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    bytes.write(next);
                }
            }
            return defineClass("org.example.traffic.Greeter", bytes.toByteArray(), 0, bytes.size());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("java.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
