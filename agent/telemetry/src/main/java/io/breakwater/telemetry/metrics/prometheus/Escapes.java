package io.breakwater.telemetry.metrics.prometheus;

/** What would end a line or a value too early. */
final class Escapes {
    private Escapes() {}

    /** The text of a help line in the older format, in which quotes mean nothing. */
    static String help(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    static String labelValue(String text) {
        return help(text).replace("\"", "\\\"");
    }
}
