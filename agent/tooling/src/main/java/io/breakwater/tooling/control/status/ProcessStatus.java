package io.breakwater.tooling.control.status;

/** The process, and the agent in it. Thread-safety: immutable. */
public final class ProcessStatus {
    public final long pid;

    /** Of the agent. */
    public final String version;

    /** {@code java.version} of the process. */
    public final String java;

    /** When the agent began. */
    public final String startedAt;

    public ProcessStatus(long pid, String version, String java, String startedAt) {
        this.pid = pid;
        this.version = version;
        this.java = java;
        this.startedAt = startedAt;
    }
}
