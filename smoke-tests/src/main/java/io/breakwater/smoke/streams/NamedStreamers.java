package io.breakwater.smoke.streams;

import java.util.LinkedHashMap;
import java.util.Map;

/** The clients by the names under which a user asks for them. */
public final class NamedStreamers {
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("jdk", "JdkStreamer");
        CLASSES.put("jdk-async", "JdkAsyncStreamer");
        CLASSES.put("apache4", "Apache4Streamer");
        CLASSES.put("apache4-async", "Apache4AsyncStreamer");
        CLASSES.put("apache5", "Apache5Streamer");
        CLASSES.put("apache5-async", "Apache5AsyncStreamer");
        CLASSES.put("urlconnection", "UrlConnectionStreamer");
        CLASSES.put("urlconnection-chunked", "ChunkedUrlConnectionStreamer");
        CLASSES.put("okhttp", "OkHttpStreamer");
    }

    private NamedStreamers() {}

    /** Opens a client. Found by name, because only one of them is on the class path, and some need a newer Java. */
    public static Streamer open(String name) throws ReflectiveOperationException {
        String className = CLASSES.get(name);
        if (className == null) {
            throw new IllegalArgumentException(name + " (expected: one of " + CLASSES.keySet() + ")");
        }
        return Class.forName(NamedStreamers.class.getPackage().getName() + "." + className)
                .asSubclass(Streamer.class)
                .getConstructor()
                .newInstance();
    }
}
