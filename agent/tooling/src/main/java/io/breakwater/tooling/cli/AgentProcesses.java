package io.breakwater.tooling.cli;

import java.util.ArrayList;
import java.util.List;

/** Which JVMs of this machine have an agent of ours. Thread-safety: stateless. None of them is touched. */
final class AgentProcesses {
    private AgentProcesses() {}

    /** @throws AttachFailure if it is none, or several: then with a list of them */
    static long only(AttachApi api) throws AttachFailure {
        List<RunningJvm> candidates = new ArrayList<>();
        for (RunningJvm jvm : api.list()) {
            Boolean hasAgent = jvm.facts().hasAgent();
            if (hasAgent == null || hasAgent) {
                candidates.add(jvm);
            }
        }
        if (candidates.size() == 1) {
            return candidates.get(0).facts().pid();
        }
        if (candidates.isEmpty()) {
            throw new AttachFailure("no JVM with Breakwater is seen here. JVMs of other users, in other containers, or"
                    + " started with -XX:-UsePerfData are not: name the process id");
        }
        StringBuilder message = new StringBuilder("several JVMs have Breakwater; name one of them:");
        for (RunningJvm jvm : candidates) {
            message.append(message.charAt(message.length() - 1) == ':' ? " " : ", ")
                    .append(jvm.facts().pid());
            if (!jvm.mainClass().isEmpty()) {
                message.append(" (").append(jvm.mainClass()).append(')');
            }
        }
        throw new AttachFailure(message.toString());
    }

    /** Spares a JVM that surely has no agent the management agent that it has not asked for. */
    static void requireAgent(long pid) throws AttachFailure {
        ProcessFacts facts = ProcessFacts.of(pid);
        WhyNot.refuseBeforehand(facts);
        Boolean hasAgent = facts.hasAgent();
        if (hasAgent != null && !hasAgent) {
            throw new AttachFailure(pid + ": Breakwater is not in that process. attach " + pid + " puts it there");
        }
    }
}
