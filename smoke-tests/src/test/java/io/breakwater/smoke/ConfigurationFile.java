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
        return write(
                directory,
                "version: 1",
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

    /** Writes {@code breakwater.yaml} into the directory. */
    static Path write(Path directory, String... lines) throws IOException {
        return Files.write(directory.resolve("breakwater.yaml"), List.of(lines));
    }
}
