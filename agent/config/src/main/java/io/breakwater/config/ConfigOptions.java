package io.breakwater.config;

import static io.breakwater.config.ConfigOption.mode;
import static io.breakwater.config.ConfigOption.option;

import io.breakwater.config.ListType.Form;
import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PathPattern;
import io.breakwater.engine.policy.Mode;
import java.util.List;

/**
 * Every key of the configuration: how it is written, its built-in value, what it means. The reader, the hints in its
 * messages, {@code explain} and the documentation all come from here.
 *
 * <p>Thread-safety: immutable.
 */
public final class ConfigOptions {
    private ConfigOptions() {}

    static final ConfigOption<List<String>> ROUTE_METHOD =
            option("method", new MethodsType(Form.WORD_OR_LIST), null, "One method or a list of them. Left out: any.");
    static final ConfigOption<PathPattern> ROUTE_PATH = option(
            "path",
            new PathType(),
            null,
            "The raw path, without query: `/v1/orders`. `*` stands for a segment or a part of one, `{id}` for a"
                    + " segment, `/**` at the end for any rest, also none. Case and a trailing slash count.");
    static final ConfigBlock ROUTE_MATCH = new ConfigBlock(
                    "match", "Which calls the route is for; `method`, `path` or both.")
            .with(ROUTE_METHOD, ROUTE_PATH)
            .requiringAny();
    static final ConfigOption<Mode> ROUTE_MODE = mode(null, "The mode of these calls.");
    static final ConfigBlock ROUTES = new ConfigBlock("routes", "The first one that matches applies.")
            .with(ROUTE_MODE)
            .with(ROUTE_MATCH, HttpOptions.HTTP)
            .requiring(ROUTE_MATCH.key())
            .repeated();
    static final ConfigOption<HostPattern> HOST_MATCH = option(
            "match",
            new HostType(),
            null,
            "A name, `name:port`, `https://name`, `\"*.corp.example\"` (every name below, not the name itself), an"
                    + " address, a network such as `10.0.0.0/8`, or `\"*\"`. Networks match addresses only, never names."
                    + " A database is matched by its JDBC URL without parameters. The most specific entry applies, and"
                    + " only that one.");
    static final ConfigOption<Mode> HOST_MODE = mode(null, "The mode of calls to these hosts.");
    static final ConfigBlock HOSTS = new ConfigBlock("hosts", "What differs for single hosts.")
            .with(HOST_MATCH, HOST_MODE)
            .with(DeadlineOptions.OF_HOST, HttpOptions.HTTP, JdbcOptions.JDBC, ROUTES)
            .requiring(HOST_MATCH.key())
            .repeated();
    static final ConfigBlock DEFAULTS =
            new ConfigBlock("defaults", "What holds for every host.").with(HttpOptions.HTTP, JdbcOptions.JDBC);

    static final ConfigOption<Integer> MAX_HOSTS = option(
            "max-hosts",
            IntegerType.between(1, 1_000_000, ""),
            "500",
            "Hosts whose state is kept apart; the others share one.");
    static final ConfigOption<Long> HOST_IDLE = option(
            "host-idle",
            DurationType.between("1s", "8760h"),
            "30m",
            "How long an unused host is remembered. Counts at the start of the application only.");
    static final ConfigBlock LIMITS =
            new ConfigBlock("limits", "What Breakwater keeps in memory.").with(MAX_HOSTS, HOST_IDLE);

    static final ConfigOption<Integer> VERSION = option(
            "version",
            IntegerType.between(1, 1, "Write version: 1"),
            null,
            "The version of the file format. Required.");
    static final ConfigOption<Mode> FILE_MODE = mode(
            "observe",
            "`disabled` does nothing, `observe` counts what it would have done and changes nothing, `enforce` acts. A"
                    + " host, route or policy may say otherwise.");
    private static final ConfigBlock ROOT = new ConfigBlock("", "What stands at the beginning of a line.")
            .with(VERSION, FILE_MODE, TelemetryOptions.TRACING)
            .with(DeadlineOptions.DEADLINE, DeadlineOptions.INBOUND)
            .with(TelemetryOptions.METRICS, TelemetryOptions.PAGE, ObserveOptions.OBSERVE)
            .with(LIMITS, DriverOptions.DRIVERS, DEFAULTS, HOSTS)
            .requiring(VERSION.key());

    /** The file as a whole. */
    public static ConfigBlock root() {
        return ROOT;
    }
}
