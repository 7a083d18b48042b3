package io.breakwater.tooling.cli;

import java.io.PrintWriter;
import java.util.List;

/** Prints JVMs, aligned. Thread-safety: stateless. */
final class JvmTable {
    private static final String FORMAT = "%-8s %-12s %-10s %s";

    private JvmTable() {}

    static void print(List<RunningJvm> jvms, PrintWriter out) {
        if (jvms.isEmpty()) {
            out.println(
                    "no JVM found. Those of other users, in other containers, or with -XX:-UsePerfData do not show; attach"
                            + " takes their ids all the same");
            return;
        }
        out.println(String.format(FORMAT, "PID", "USER", "BREAKWATER", "MAIN CLASS"));
        for (RunningJvm jvm : jvms) {
            String user = jvm.facts().user();
            Boolean hasAgent = jvm.facts().hasAgent();
            out.println(String.format(
                    FORMAT,
                    jvm.facts().pid(),
                    user == null ? "?" : user,
                    hasAgent == null ? "?" : hasAgent ? "yes" : "no",
                    jvm.mainClass().isEmpty() ? "?" : jvm.mainClass()));
        }
    }
}
