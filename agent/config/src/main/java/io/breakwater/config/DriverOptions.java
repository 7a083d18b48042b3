package io.breakwater.config;

import static io.breakwater.config.ConfigOption.option;

import java.util.List;

/** The keys of a JDBC driver that is not known by itself. Thread-safety: immutable. */
final class DriverOptions {
    private DriverOptions() {}

    static final ConfigOption<List<String>> DRIVER =
            classes("driver-class", "That implements `java.sql.Driver`. Required.");
    static final ConfigOption<List<String>> CONNECTION = classes(
            "connection-class",
            "That of its connections, by which its own statements are told from the application's.");
    static final ConfigOption<List<String>> STATEMENT =
            classes("statement-class", "That of its plain statements, with those that it extends. Required.");
    static final ConfigOption<List<String>> PREPARED =
            classes("prepared-statement-class", "The same of prepared statements.");
    static final ConfigOption<List<String>> CALLABLE =
            classes("callable-statement-class", "The same of callable statements.");

    static final ConfigBlock DRIVERS = new ConfigBlock(
                    Configuration.DRIVERS_KEY,
                    "JDBC drivers that Breakwater does not know by itself. A class is the one that declares `connect` or"
                            + " `execute`, by its exact name; where the class of the objects inherits them, name the one"
                            + " above it. Query timeouts are set by `setQueryTimeout`, in seconds, and failures are told by"
                            + " their SQL state; timeouts for connecting and of the network are left to the driver. [How to find the"
                            + " classes](jdbc.md#a-driver-of-your-own).")
            .with(DRIVER, CONNECTION, STATEMENT, PREPARED, CALLABLE)
            .requiring(DRIVER.key(), STATEMENT.key())
            .repeated();

    private static ConfigOption<List<String>> classes(String key, String description) {
        return option(key, new ClassNamesType(), null, description);
    }
}
