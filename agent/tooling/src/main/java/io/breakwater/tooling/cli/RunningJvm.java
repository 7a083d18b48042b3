package io.breakwater.tooling.cli;

import org.jspecify.annotations.Nullable;

/**
 * A JVM of this machine, as it can be known without touching it.
 *
 * <p>Thread-safety: immutable.
 */
final class RunningJvm {
    private final ProcessFacts facts;
    private final String mainClass;

    private RunningJvm(ProcessFacts facts, String mainClass) {
        this.facts = facts;
        this.mainClass = mainClass;
    }

    /**
     * @param id as the attach API has it; null is returned for one that is no process id
     * @param displayName the main class or jar with its arguments, which may be secrets, and are left out
     */
    static @Nullable RunningJvm of(String id, @Nullable String displayName) {
        try {
            String name = displayName == null ? "" : displayName.trim();
            int end = name.indexOf(' ');
            return new RunningJvm(ProcessFacts.of(Long.parseLong(id)), end < 0 ? name : name.substring(0, end));
        } catch (NumberFormatException noProcess) {
            return null;
        }
    }

    ProcessFacts facts() {
        return facts;
    }

    /** The main class or the jar; empty if it cannot be known. */
    String mainClass() {
        return mainClass;
    }
}
