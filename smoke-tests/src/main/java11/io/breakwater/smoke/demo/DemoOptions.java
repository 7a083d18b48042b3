package io.breakwater.smoke.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The command line of the demo, after the script checked it. Thread-safety: immutable. */
final class DemoOptions {
    private static final int DEFAULT_SECONDS = 30;

    private final Path agent;
    private final Path config;
    private final int seconds;
    private final @Nullable Path keep;
    private final boolean interactive;

    private DemoOptions(Path agent, Path config, int seconds, @Nullable Path keep, boolean interactive) {
        this.agent = agent;
        this.config = config;
        this.seconds = seconds;
        this.keep = keep;
        this.interactive = interactive;
    }

    /** Agent jar and configuration, then {@code --seconds N}, {@code --keep DIR}, {@code --interactive}. */
    static DemoOptions parse(String[] args) {
        int seconds = DEFAULT_SECONDS;
        Path keep = null;
        boolean interactive = false;
        for (int i = 2; i < args.length; i++) {
            switch (args[i]) {
                case "--seconds":
                    seconds = Integer.parseInt(args[++i]);
                    break;
                case "--keep":
                    keep = Path.of(args[++i]);
                    break;
                case "--interactive":
                    interactive = true;
                    break;
                default:
                    throw new IllegalArgumentException(args[i] + " (expected: --seconds, --keep or --interactive)");
            }
        }
        return new DemoOptions(Path.of(args[0]), Path.of(args[1]), seconds, keep, interactive);
    }

    Path agent() {
        return agent;
    }

    Path config() {
        return config;
    }

    /** Of each run. */
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
