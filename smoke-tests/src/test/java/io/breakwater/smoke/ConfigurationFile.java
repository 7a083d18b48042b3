package io.breakwater.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configurations that several tests use. */
final class ConfigurationFile {
    private ConfigurationFile() {}

    /** Three attempts with short backoffs for whatever fails at localhost; time enough on a busy machine. */
    static Path guarding(Path directory) throws IOException {
        return guarding(directory, "5s");
    }

    /** The same with another limit for an attempt. */
    static Path guarding(Path directory, String attempt) throws IOException {
        return guarding(directory, attempt, "mode: observe");
    }

    /** The same with one more line at the top. */
    static Path guarding(Path directory, String attempt, String line) throws IOException {
        return write(
                directory,
                "version: 1",
                line,
                "hosts:",
                "  - match: localhost",
                "    mode: enforce",
                "    http:",
                "      timeouts: {attempt: " + attempt + ", total: 50s}",
                "      retry:",
                "        max-attempts: 3",
                "        retry-on: [connect-failure, reset, gateway-error, attempt-timeout]",
                "        backoff: {initial: 5ms, max: 20ms}",
                "        budget: {percent: 100%, min-per-second: 100}");
    }

    /**
     * Statements are cut after a second, and the breaker opens by the first that was; getting a connection has three
     * attempts. All other limits are far away: a JVM is cold, and may be busy.
     */
    static Path guardingDatabases(Path directory) throws IOException {
        return write(
                directory,
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  jdbc:",
                "    timeouts: {connect: 20s, login: 20s, query: 1s, network-grace: 10s}",
                "    retry:",
                "      max-attempts: 3",
                "      backoff: {initial: 5ms, max: 20ms}",
                "      budget: {percent: 100%, min-per-second: 100}",
                "    circuit-breaker:",
                "      consecutive-failures: 1",
                "      fail-on: [attempt-timeout]",
                "      open-duration: 1500ms");
    }

    /** Writes {@code breakwater.yaml} into the directory. */
    static Path write(Path directory, String... lines) throws IOException {
        return Files.write(directory.resolve("breakwater.yaml"), List.of(lines));
    }
}
