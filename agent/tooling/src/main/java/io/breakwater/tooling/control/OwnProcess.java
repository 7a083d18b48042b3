package io.breakwater.tooling.control;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** The process that we are in. Thread-safety: stateless. */
final class OwnProcess {
    private OwnProcess() {}

    /** Its number, or 0 if that cannot be known. In a container, the one in there. */
    static long pid() {
        try {
            // Java 8 has no other way without JMX, and on Linux no cheaper one.
            return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
        } catch (IOException | NumberFormatException notLinux) {
            return pidOfRuntime();
        }
    }

    private static long pidOfRuntime() {
        try {
            String name = ManagementFactory.getRuntimeMXBean().getName();
            return Long.parseLong(name.substring(0, name.indexOf('@')));
        } catch (RuntimeException | LinkageError unknown) {
            return 0;
        }
    }
}
