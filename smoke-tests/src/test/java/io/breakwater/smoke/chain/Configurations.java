package io.breakwater.smoke.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations of the agent. */
final class Configurations {
    private Configurations() {}

    /** Enforces, with deadlines for those who are asked for at 127.0.0.1, and not for localhost; and more lines. */
    static Path trusting(Path directory, String... further) throws IOException {
        return write(directory, "deadline: {trusted-hosts: [\"127.0.0.1\"]}", further);
    }

    /** The same, where deadlines are handed on in the baggage alone. */
    static Path baggageOnly(Path directory) throws IOException {
        return write(directory, "deadline: {trusted-hosts: [\"127.0.0.1\"], write: [baggage]}");
    }

    private static Path write(Path directory, String deadline, String... further) throws IOException {
        List<String> lines = new ArrayList<>(List.of("version: 1", "mode: enforce", deadline));
        // The tests let calls fail one after the other, and a breaker would open.
        lines.add("defaults: {http: {circuit-breaker: {mode: disabled}}, jdbc: {circuit-breaker: {mode: disabled}}}");
        lines.addAll(List.of(further));
        return Files.write(Files.createTempFile(directory, "breakwater", ".yaml"), lines);
    }
}
