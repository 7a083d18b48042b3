package io.breakwater.tooling.cli;

import picocli.CommandLine.Option;

/** Which hosts a command tells of. */
final class HostOption {
    static final String ALL = "all";

    @Option(
            names = "--host",
            paramLabel = "PATTERN",
            defaultValue = ALL,
            description = "Only these hosts, as in the configuration: host, host:port, \"*.suffix\", a JDBC URL.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String pattern;

    String pattern() {
        return pattern;
    }
}
