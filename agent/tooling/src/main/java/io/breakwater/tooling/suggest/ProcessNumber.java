package io.breakwater.tooling.suggest;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The number of this process, without the management classes, which the application is to start. */
final class ProcessNumber {
    private ProcessNumber() {}

    /** {@code unknown} on Java 8 outside of Linux. */
    static String current() {
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            Object own = handle.getMethod("current").invoke(null);
            return String.valueOf(handle.getMethod("pid").invoke(own));
        } catch (ReflectiveOperationException | RuntimeException java8) {
            return fromProc();
        }
    }

    private static String fromProc() {
        try {
            Path name = Paths.get("/proc/self").toRealPath().getFileName();
            return name == null ? "unknown" : name.toString();
        } catch (IOException | RuntimeException elsewhere) {
            return "unknown";
        }
    }
}
