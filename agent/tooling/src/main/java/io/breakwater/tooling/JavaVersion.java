package io.breakwater.tooling;

/** The Java version that we run on. Thread-safety: stateless. */
final class JavaVersion {
    private static final int CURRENT = parse(System.getProperty("java.specification.version"));

    private JavaVersion() {}

    /** The feature version: 8, 11, 17, ... */
    static int current() {
        return CURRENT;
    }

    static int parse(String specification) {
        return Integer.parseInt(specification.startsWith("1.") ? specification.substring(2) : specification);
    }
}
