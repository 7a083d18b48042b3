package io.breakwater.smoke.chain;

import io.breakwater.smoke.AgentJvm;
import io.breakwater.smoke.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service is to be started. Thread-safety: not thread-safe. */
public final class ServiceOptions {
    private static final Path TELEMETRY_AGENT =
            Path.of(System.getProperty("other.jars")).resolve("opentelemetry-javaagent.jar");

    private final Stack stack;
    private final Path directory;
    private Jdk jdk;
    private Telemetry telemetry = Telemetry.NONE;
    private @Nullable Path configuration;
    private @Nullable Clock clock;
    private final List<String> further = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    private ServiceOptions(Stack stack, Path directory) {
        this.stack = stack;
        this.directory = directory;
        this.jdk = stack.near(17);
    }

    /** On Java 17 or what is nearest, without any agent, and with the directory as its working directory. */
    public static ServiceOptions of(Stack stack, Path directory) {
        return new ServiceOptions(stack, directory);
    }

    public ServiceOptions on(Jdk some) {
        jdk = some;
        return this;
    }

    ServiceOptions telemetry(Telemetry some) {
        telemetry = some;
        return this;
    }

    /** With our agent. */
    ServiceOptions agent(Path file) {
        configuration = file;
        return this;
    }

    ServiceOptions withoutAgent() {
        configuration = null;
        return this;
    }

    /** With a clock that is wrong. */
    ServiceOptions clock(Clock wrong) {
        clock = wrong;
        variables.putAll(wrong.variables());
        return this;
    }

    /** An option of the JVM. */
    public ServiceOptions option(String text) {
        further.add(text);
        return this;
    }

    /** A variable of the environment. */
    ServiceOptions variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Where the spans go that somebody makes: whoever it is, the standard names hold. */
    ServiceOptions exportTo(String address) {
        variables.put(
                "OTEL_SERVICE_NAME",
                stack.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", address);
        variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        variables.put("OTEL_TRACES_EXPORTER", "otlp");
        variables.put("OTEL_METRICS_EXPORTER", "none");
        variables.put("OTEL_LOGS_EXPORTER", "none");
        variables.put("OTEL_BSP_SCHEDULE_DELAY", "200");
        return this;
    }

    public Service start(String... arguments) throws IOException, InterruptedException {
        return Service.start(this, List.of(arguments));
    }

    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx192m", "-XX:TieredStopAtLevel=1"));
        if (telemetry == Telemetry.AGENT_FIRST) {
            command.add("-javaagent:" + TELEMETRY_AGENT);
        }
        if (configuration != null) {
            command.add("-javaagent:" + AgentJvm.AGENT + "=" + configuration);
        }
        if (telemetry == Telemetry.AGENT) {
            command.add("-javaagent:" + TELEMETRY_AGENT);
        }
        command.addAll(further);
        String classPath = stack.classPath();
        if (telemetry == Telemetry.OWN_SDK) {
            command.add("-Dservice.telemetry=own");
            classPath += File.pathSeparator + Stack.telemetryClassPath();
        }
        command.addAll(List.of("-cp", classPath, stack.program()));
        command.addAll(arguments);
        return command;
    }

    Stack stack() {
        return stack;
    }

    Path directory() {
        return directory;
    }

    Jdk jdk() {
        return jdk;
    }

    Map<String, String> variables() {
        return variables;
    }

    long aheadMillis() {
        return clock == null ? 0 : clock.aheadMillis();
    }

    @Override
    public String toString() {
        return stack + " on " + jdk + (configuration == null ? " without our agent" : "");
    }
}
