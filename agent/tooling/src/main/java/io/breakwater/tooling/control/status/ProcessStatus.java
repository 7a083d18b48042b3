package io.breakwater.tooling.control.status;

import org.jspecify.annotations.Nullable;

/** The process, and the agent in it. Thread-safety: immutable. */
public final class ProcessStatus {
    public final long pid;

    /** Of the agent. */
    public final String version;

    /** {@code java.version} of the process. */
    public final String java;

    /** When the agent began. */
    public final String startedAt;

    /** How far the agent is on its way out, in words; left out while it is not. */
    public final @Nullable String leaving;

    public ProcessStatus(long pid, String version, String java, String startedAt, @Nullable String leaving) {
        this.pid = pid;
        this.version = version;
        this.java = java;
        this.startedAt = startedAt;
        this.leaving = leaving;
    }
}
