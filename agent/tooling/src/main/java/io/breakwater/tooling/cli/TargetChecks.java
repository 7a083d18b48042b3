package io.breakwater.tooling.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.Properties;

/**
 * Looks at a JVM before the agent is loaded into it: what would fail in there shows as one line on its standard error, where
 * nobody looks.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class TargetChecks {
    private static final int JEP_451 = 21;

    private final ProcessFacts facts;
    private final Properties properties;

    TargetChecks(TargetJvm jvm) throws AttachFailure {
        this.facts = ProcessFacts.of(jvm.pid());
        this.properties = jvm.systemProperties();
    }

    /** The system properties of the JVM. */
    Properties properties() {
        return properties;
    }

    private int javaVersion() {
        String version = properties.getProperty("java.specification.version", "0");
        try {
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (NumberFormatException strange) {
            return 0;
        }
    }

    void refuseUnfit() throws AttachFailure {
        int version = javaVersion();
        if (version < 8 || version == 9 || version == 10) {
            throw new AttachFailure(facts.pid() + ": runs on Java " + version + " (expected: 8, or 11 and later)");
        }
        WhyNot.refuseWithoutAgents(facts);
    }

    /** The agent reads the file as the user, and with the eyes, of its process. */
    void refuseUnreadable(File file, String what) throws AttachFailure {
        File seen = facts.seenFromHere(file.getPath());
        if (facts.hasFilesOfItsOwn() && (seen == null || !seen.isFile())) {
            throw new AttachFailure(facts.pid() + ": runs in a container, where " + what + " is not at " + file
                    + ". Copy it there (docker cp, kubectl cp), under the same path, and run this command inside");
        }
        String closed = facts.isOfAnotherUser() ? FileAccess.closedTo(file, facts) : null;
        if (closed != null) {
            throw new AttachFailure(facts.pid() + ": runs as the user " + facts.user() + ", who cannot read " + what
                    + ": " + closed + ". chmod a+rX it, or copy it to where everybody may read");
        }
    }

    /** Java 21 and later write a warning into the log of the application when an agent comes. */
    void explainWarning(PrintWriter out) {
        if (javaVersion() >= JEP_451 && !facts.hasOption("-XX:+EnableDynamicAgentLoading")) {
            out.println(
                    "  Its JVM has warned of an agent on its standard error (JEP 451). That is us; to have it not do so, or"
                            + " where a later Java refuses, start it with -XX:+EnableDynamicAgentLoading, or with -javaagent");
        }
    }
}
