package io.breakwater.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value under examination: the value, its path, and where to report what is wrong with it. Confined to one thread. */
final class Cursor {
    private final ConfigValue value;
    private final String path;
    private final Problems problems;

    Cursor(ConfigValue value, String path, Problems problems) {
        this.value = value;
        this.path = path;
        this.problems = problems;
    }

    ConfigValue value() {
        return value;
    }

    Origin origin() {
        return value.origin();
    }

    String path() {
        return path;
    }

    Problems problems() {
        return problems;
    }

    Cursor item(int index) {
        List<ConfigValue> items = value.items();
        if (items == null) {
            throw new IllegalStateException(path + ": not a list (expected: items() was asked before)");
        }
        return new Cursor(items.get(index), path + "[" + value.number(index) + "]", problems);
    }

    Cursor entry(String key, ConfigValue entry) {
        return new Cursor(entry, path.isEmpty() ? key : path + "." + key, problems);
    }

    /** The text of the value; where there is none, a problem and null. */
    @Nullable
    String text(String expected) {
        String text = value.text();
        if (text == null || value.isMissing()) {
            refuse(expected, value.isMissing() ? "Write a value, or remove the line" : "");
            return null;
        }
        return text;
    }

    /** Reports the value. */
    void refuse(String expected, String wayOut) {
        refuseShown(value.shown(), expected, wayOut);
    }

    /** As {@link #refuse}, where the value itself must not be shown. */
    void refuseShown(String shown, String expected, String wayOut) {
        problems.add(value.origin(), path, shown, expected, wayOut);
    }

    /** The words that YAML 1.1 takes for booleans although people mean words. */
    static boolean isYamlBoolean(String text) {
        switch (text) {
            case "on":
            case "On":
            case "ON":
            case "off":
            case "Off":
            case "OFF":
            case "yes":
            case "Yes":
            case "YES":
            case "no":
            case "No":
            case "NO":
            case "y":
            case "Y":
            case "n":
            case "N":
                return true;
            default:
                return false;
        }
    }
}
