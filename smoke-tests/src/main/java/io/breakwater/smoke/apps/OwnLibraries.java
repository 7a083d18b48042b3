package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;

/**
 * Carries libraries that the agent carries too, in old versions, and uses them. Prints a result of each, the file that
 * it came from, and how many copies of it the class path shows.
 *
 * <p>Written with reflection so that it compiles without them.
 */
public final class OwnLibraries {
    private OwnLibraries() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Object yaml = load("org.yaml.snakeyaml.Yaml").getConstructor().newInstance();
        System.out.println(yaml.getClass().getMethod("load", String.class).invoke(yaml, "answer: 42"));

        Object builder = load("com.github.benmanes.caffeine.cache.Caffeine")
                .getMethod("newBuilder")
                .invoke(null);
        Object cache = builder.getClass().getMethod("build").invoke(builder);
        Map<?, ?> entries = (Map<?, ?>) load("com.github.benmanes.caffeine.cache.Cache")
                .getMethod("asMap")
                .invoke(cache);
        System.out.println(entries);

        Object random = load("net.bytebuddy.utility.RandomString")
                .getConstructor(int.class)
                .newInstance(7);
        System.out.println(random.getClass()
                .getMethod("nextString")
                .invoke(random)
                .toString()
                .length());
    }

    private static Class<?> load(String name) throws ClassNotFoundException, IOException {
        Class<?> loaded = Class.forName(name);
        URL place = loaded.getProtectionDomain().getCodeSource().getLocation();
        String resource = name.replace('.', '/') + ".class";
        int copies = Collections.list(ClassLoader.getSystemClassLoader().getResources(resource))
                .size();
        System.out.println(name + " " + place.getPath().replaceAll(".*/", "") + " " + copies);
        return loaded;
    }
}
