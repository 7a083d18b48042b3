package io.breakwater.smoke.clients;

import java.util.LinkedHashMap;
import java.util.Map;

/** The clients by the names under which a user asks for them. */
public final class NamedClients {
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("jdk", "JdkFetcher");
        CLASSES.put("jdk-async", "JdkAsyncFetcher");
        CLASSES.put("apache4", "Apache4Fetcher");
        CLASSES.put("apache4-async", "Apache4AsyncFetcher");
        CLASSES.put("apache5", "Apache5Fetcher");
        CLASSES.put("apache5-async", "Apache5AsyncFetcher");
        CLASSES.put("urlconnection", "UrlConnectionFetcher");
        CLASSES.put("okhttp", "OkHttpFetcher");
        CLASSES.put("okhttp-async", "OkHttpAsyncFetcher");
    }

    private NamedClients() {}

    /** Opens a client. Found by name, because only one of them is on the class path, and some need a newer Java. */
    public static Fetcher open(String name) throws ReflectiveOperationException {
        String className = CLASSES.get(name);
        if (className == null) {
            throw new IllegalArgumentException(name + " (expected: one of " + CLASSES.keySet() + ")");
        }
        return Class.forName(NamedClients.class.getPackage().getName() + "." + className)
                .asSubclass(Fetcher.class)
                .getConstructor()
                .newInstance();
    }
}
