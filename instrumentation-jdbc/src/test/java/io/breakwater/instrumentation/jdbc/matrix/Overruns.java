package io.breakwater.instrumentation.jdbc.matrix;

import java.util.Map;
import java.util.TreeMap;

/** By how much limits of ours were overrun at worst. Not thread-safe. */
final class Overruns {
    private final Map<String, Long> worstMillis = new TreeMap<>();
    private final Map<String, String> where = new TreeMap<>();

    void note(Fault fault, Setting setting, long millis) {
        String who = setting.isPostgresql() ? "PostgreSQL, in milliseconds" : "others, in whole seconds";
        if (millis > worstMillis.getOrDefault(who, Long.MIN_VALUE)) {
            worstMillis.put(who, millis);
            where.put(who, fault + ", " + setting);
        }
    }

    void print() {
        worstMillis.forEach((who, millis) -> System.out.println(
                "database faults: worst overrun of a limit: " + who + ": " + millis + " ms (" + where.get(who) + ")"));
    }
}
