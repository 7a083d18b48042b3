package io.breakwater.config.live;

import java.util.Collections;
import java.util.List;

/** What is in force, since when, and what became of the latest attempt to replace it. Thread-safety: immutable. */
public final class ConfigurationStatus {
    private final String source;
    private final boolean builtIn;
    private final long sinceNanos;
    private final long sinceEpochMillis;
    private final long applied;
    private final long refused;
    private final long refusedEpochMillis;
    private final List<String> problems;

    ConfigurationStatus(
            String source,
            boolean builtIn,
            long sinceNanos,
            long sinceEpochMillis,
            long applied,
            long refused,
            long refusedEpochMillis,
            List<String> problems) {
        this.source = source;
        this.builtIn = builtIn;
        this.sinceNanos = sinceNanos;
        this.sinceEpochMillis = sinceEpochMillis;
        this.applied = applied;
        this.refused = refused;
        this.refusedEpochMillis = refusedEpochMillis;
        this.problems = Collections.unmodifiableList(problems);
    }

    /** The same but for what is in force. */
    ConfigurationStatus applied(boolean isBuiltIn, boolean isReload, long nowNanos, long nowEpochMillis) {
        return new ConfigurationStatus(
                source,
                isBuiltIn,
                nowNanos,
                nowEpochMillis,
                applied + (isReload ? 1 : 0),
                refused,
                0,
                Collections.emptyList());
    }

    /** The same with something refused. */
    ConfigurationStatus refused(List<String> why, long nowEpochMillis) {
        return new ConfigurationStatus(
                source, builtIn, sinceNanos, sinceEpochMillis, applied, refused + 1, nowEpochMillis, why);
    }

    /** The same without anything that is refused. */
    ConfigurationStatus good() {
        return new ConfigurationStatus(
                source, builtIn, sinceNanos, sinceEpochMillis, applied, refused, 0, Collections.emptyList());
    }

    /** The path or URL that is watched; {@code built-in} if there is none. */
    public String source() {
        return source;
    }

    /** True if nothing that the source had was good so far: everything is observed. */
    public boolean isBuiltIn() {
        return builtIn;
    }

    /** When what is in force came into force, of the time source that the configuration was given. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** The same by the clock on the wall at that moment. */
    public long sinceEpochMillis() {
        return sinceEpochMillis;
    }

    /** How often something new came into force after the start. */
    public long appliedCount() {
        return applied;
    }

    /** How often something was refused, that of the start included. */
    public long refusedCount() {
        return refused;
    }

    /** When {@link #problems} were found, by the clock on the wall; 0 if there are none. */
    public long refusedEpochMillis() {
        return refusedEpochMillis;
    }

    /** What is wrong with that which the source has now; empty if that is in force. */
    public List<String> problems() {
        return problems;
    }
}
