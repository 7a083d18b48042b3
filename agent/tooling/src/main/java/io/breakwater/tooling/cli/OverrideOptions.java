package io.breakwater.tooling.cli;

import io.breakwater.config.Overrides;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What else than the file has a say, as for a process that is started so. Nothing, unless asked for. */
final class OverrideOptions {
    private static final String PREFIX = "breakwater.";

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            description = {
                "Looks at the file as a process with this system property would. The name may leave out `breakwater.`:",
                "-Dmode=enforce, -Dhosts.0.http.retry.max-attempts=1."
            })
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--with-environment",
            description = "The same with the variables BREAKWATER_... of this command's own environment.")
    private boolean withEnvironment;

    Overrides overrides(Map<String, String> environment) {
        Map<String, String> named = new HashMap<>();
        properties.forEach((name, value) -> named.put(name.startsWith(PREFIX) ? name : PREFIX + name, value));
        return Overrides.of(withEnvironment ? environment : Collections.emptyMap(), named);
    }
}
