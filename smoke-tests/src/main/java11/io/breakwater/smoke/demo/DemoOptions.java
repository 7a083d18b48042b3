package io.breakwater.smoke.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The command line of the demo, after the script checked it. Thread-safety: immutable. */
final class DemoOptions {
    private static final int DEFAULT_SECONDS = 30;
    private static final int DEFAULT_TRACE_SECONDS = 600;

    private final Path agent;
    private final Path config;
    private final Path clientJars;
    private final String client;
    private final int seconds;
    private final @Nullable Path keep;
    private final @Nullable Path zipkin;
    private final boolean interactive;

    private DemoOptions(
            List<Path> files,
            String client,
            int seconds,
            @Nullable Path keep,
            @Nullable Path zipkin,
            boolean interactive) {
        this.agent = files.get(0);
        this.config = files.get(1);
        this.clientJars = files.get(2);
        this.client = client;
        this.seconds = seconds;
        this.keep = keep;
        this.zipkin = zipkin;
        this.interactive = interactive;
    }

    /** Agent jar, configuration and the directory of the clients, then {@code --client NAME}, {@code --seconds N}, {@code --keep DIR}, {@code --trace JAR}, {@code --interactive}. */
    static DemoOptions parse(String[] args) {
        String client = "jdk";
        int seconds = 0;
        Path keep = null;
        Path zipkin = null;
        boolean interactive = false;
        for (int i = 3; i < args.length; i++) {
            switch (args[i]) {
                case "--client":
                    client = args[++i];
                    break;
                case "--seconds":
                    seconds = Integer.parseInt(args[++i]);
                    break;
                case "--keep":
                    keep = Path.of(args[++i]);
                    break;
                case "--trace":
                    zipkin = Path.of(args[++i]);
                    break;
                case "--interactive":
                    interactive = true;
                    break;
                default:
                    throw new IllegalArgumentException(
                            args[i] + " (expected: --client, --seconds, --keep, --trace or --interactive)");
            }
        }
        if (seconds == 0) {
            seconds = zipkin == null ? DEFAULT_SECONDS : DEFAULT_TRACE_SECONDS;
        }
        List<Path> files = List.of(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        return new DemoOptions(files, client, seconds, keep, zipkin, interactive);
    }

    Path agent() {
        return agent;
    }

    Path config() {
        return config;
    }

    /** Where the jars of the clients are. */
    Path clientJars() {
        return clientJars;
    }

    /** What the program makes its calls with. */
    String client() {
        return client;
    }

    /** True if the program calls a database. */
    boolean isDatabase() {
        return client.equals("jdbc");
    }

    /** True if the client repeats a 503 by itself, without anybody asking. */
    boolean clientRepeats() {
        return client.startsWith("apache5");
    }

    /** True if traces are to be shown. */
    boolean isTrace() {
        return zipkin != null;
    }

    /** The jar of the tracing backend; only if {@link #isTrace}. */
    Path zipkin() {
        return Objects.requireNonNull(zipkin);
    }

    /** Of each run; with traces, how long they can be looked at. */
    int seconds() {
        return seconds;
    }

    /** Where the raw lines of both runs go, or null. */
    @Nullable
    Path keep() {
        return keep;
    }

    /** True if a person looks at a terminal. */
    boolean isInteractive() {
        return interactive;
    }
}
