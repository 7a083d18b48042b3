package io.breakwater.tooling.cli;

import io.breakwater.tooling.PublishedState;
import java.io.PrintWriter;
import java.util.Properties;

/** What a JVM shows of the agent in it. Thread-safety: immutable. */
final class AgentReport {
    private final String state;
    private final String version;
    private final String configuration;
    private final String woven;
    private final boolean isWhole;

    private AgentReport(Properties properties) {
        this.state = properties.getProperty(PublishedState.STATE, "");
        this.version = properties.getProperty(PublishedState.VERSION, "");
        this.configuration = properties.getProperty(PublishedState.CONFIGURATION, "");
        this.woven = properties.getProperty(PublishedState.WOVEN, "");
        this.isWhole = properties.containsKey(PublishedState.VERSION)
                && properties.containsKey(PublishedState.CONFIGURATION)
                && properties.containsKey(PublishedState.WOVEN);
    }

    static AgentReport of(Properties agentProperties) {
        return new AgentReport(agentProperties);
    }

    /** The JVM copies the properties one by one: what was set while it did may be there in part only. */
    boolean isActive() {
        return isWhole && state.equals(PublishedState.ACTIVE);
    }

    boolean isDetaching() {
        return state.startsWith(PublishedState.DETACHING);
    }

    /** True if the agent was there, and is not any more. */
    boolean hasLeft() {
        return state.equals(PublishedState.DETACHED);
    }

    /** True if the agent is not there, or not any more. */
    boolean isGone() {
        return state.isEmpty() || hasLeft();
    }

    /** True if the configuration that was asked for is not in force. */
    boolean isRefused() {
        return !isActive() || configuration.contains("is refused");
    }

    /** The path or URL of the configuration, without what is said of it; other words if it has none. */
    String source() {
        int end = configuration.lastIndexOf(": ");
        return end < 0 ? configuration : configuration.substring(0, end);
    }

    String state() {
        return state;
    }

    void print(String what, long pid, PrintWriter out) {
        if (!isActive()) {
            out.println(pid + ": the agent is there, and has not said yet with which configuration");
            return;
        }
        out.println(pid + ": Breakwater " + (version.isEmpty() ? "" : version + " ") + what);
        out.println("  configuration  " + configuration);
        out.println(
                "  woven so far   " + (woven.isEmpty() ? "nothing: no client that we know has been loaded" : woven));
    }
}
