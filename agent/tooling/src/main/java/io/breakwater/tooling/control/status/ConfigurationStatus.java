package io.breakwater.tooling.control.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the configuration comes from, and how it fared. Thread-safety: immutable. */
public final class ConfigurationStatus {
    /** The file, directory or URL; {@code built-in} if there is none. */
    public final String source;

    /** {@code enforce}, {@code observe} or {@code disabled}: what holds where it says nothing else. */
    public final String mode;

    /** Who enforces although {@link #mode} does not say so, such as {@code 1 host enforces}; left out if nobody does. */
    public final @Nullable String beyond;

    public final String inForceSince;

    /** When a newer one was refused; left out if none was. */
    public final @Nullable String refusedAt;

    /** What is wrong with the one that was refused, as in {@code check}. */
    public final List<String> problems;

    public ConfigurationStatus(
            String source,
            String mode,
            @Nullable String beyond,
            String inForceSince,
            @Nullable String refusedAt,
            List<String> problems) {
        this.source = source;
        this.mode = mode;
        this.beyond = beyond;
        this.inForceSince = inForceSince;
        this.refusedAt = refusedAt;
        this.problems = problems;
    }
}
