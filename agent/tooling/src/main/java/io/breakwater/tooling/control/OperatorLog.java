package io.breakwater.tooling.control;

import io.breakwater.config.Printable;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One line for each decision of an operator, with the name of who took it. Thread-safety: as that of its log. */
public final class OperatorLog {
    private static final int LONGEST_NAME = 80;

    private final Consumer<String> log;

    public OperatorLog(Consumer<String> log) {
        this.log = log;
    }

    public void say(String who, String what) {
        log.accept("operator (" + who + "): " + what);
    }

    /** Says it, and returns it as the beginning of an answer to whoever decided it. */
    String told(String who, String what) {
        say(who, what);
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    }

    /** A name for the log: one line, and not longer than a name. */
    public static String nameOf(@Nullable String by) {
        String name = by == null ? "" : Printable.line(by.trim());
        return name.isEmpty() ? "JMX" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }
}
