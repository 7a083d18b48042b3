package io.breakwater.tooling.cli;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to tell people who could not attach: the attach API says little, and the process itself shows the rest.
 *
 * <p>Thread-safety: stateless.
 */
final class WhyNot {
    private static final String NO_ATTACH = "-XX:+DisableAttachMechanism";
    private static final String NO_AGENTS = "-XX:-EnableDynamicAgentLoading";

    private static final Pattern MISSING_MODULE = Pattern.compile("Module ([\\w.]+) not found");
    private static final int MOST_LOOKS = 10;

    private WhyNot() {}

    /** Refuses what would fail, or would make the process print its threads, or end it. */
    static void refuseBeforehand(ProcessFacts facts) throws AttachFailure {
        if (facts.isGone()) {
            throw new AttachFailure(
                    facts.pid() + ": no such process here (expected: the id of a running JVM). Without an"
                            + " id, attach lists those that it can see. Inside a container the ids are its own");
        }
        if (facts.isThisProcess()) {
            throw new AttachFailure(facts.pid() + ": this very command (expected: the id of another JVM)");
        }
        if (facts.isNoJvm()) {
            throw new AttachFailure(facts.pid() + ": not a JVM (expected: the id of a Java process)");
        }
        if (facts.hasOption(NO_ATTACH)) {
            throw new AttachFailure(facts.pid() + ": was started with " + NO_ATTACH
                    + ", which nobody can undo while it runs. Start it without that, or with -javaagent");
        }
        if (facts.endsOfAttaching()) {
            throw new AttachFailure(
                    facts.pid() + ": does not catch SIGQUIT, and would end of it: it is no JVM, or has just"
                            + " been started (expected: the id of a Java process). Nothing was sent");
        }
        if (facts.isStopped()) {
            throw new AttachFailure(
                    facts.pid() + ": is stopped, and cannot answer. kill -CONT " + facts.pid() + " lets it go on");
        }
    }

    /** Refuses a JVM that takes no agents at run time. */
    static void refuseWithoutAgents(ProcessFacts facts) throws AttachFailure {
        if (facts.hasOption(NO_AGENTS)) {
            throw new AttachFailure(facts.pid() + noAgents());
        }
    }

    private static String noAgents() {
        return ": was started with " + NO_AGENTS + ", and takes no agents while it runs (JEP 451). Start it with"
                + " -XX:+EnableDynamicAgentLoading, or with -javaagent";
    }

    static AttachFailure hangs(ProcessFacts facts, Throwable cause) {
        return facts.isGone()
                ? ended(facts, cause)
                : new AttachFailure(
                        facts.pid()
                                + ": does not answer. It is stopped, in a very long pause, or out of memory; nothing was changed"
                                + " as far as we know",
                        cause);
    }

    static AttachFailure attachFails(ProcessFacts facts, Exception cause) {
        if (facts.isGone()) {
            return ended(facts, cause);
        }
        if (facts.isOfAnotherUser()) {
            return anotherUser(facts, cause);
        }
        if (facts.hasFilesOfItsOwn()) {
            return new AttachFailure(
                    facts.pid() + ": cannot be attached to from here, it runs in a container (" + said(cause)
                            + "). Run this command inside it: docker exec, kubectl exec, or nsenter --target "
                            + facts.pid() + " --mount --pid --user",
                    cause);
        }
        return new AttachFailure(
                facts.pid() + ": cannot be attached to: " + said(cause)
                        + ". It may be no JVM, be starting or ending, or be of another make than this Java (OpenJ9 and HotSpot do"
                        + " not attach to each other): use its own JDK for this command",
                cause);
    }

    private static AttachFailure ended(ProcessFacts facts, Throwable cause) {
        return new AttachFailure(facts.pid() + ": has ended", cause);
    }

    /** Java 8 lets nobody but the very user attach; later versions let root as well. */
    private static AttachFailure anotherUser(ProcessFacts facts, Exception cause) {
        String user = facts.user() == null ? facts.userId() : facts.user();
        String command = OwnCommand.line();
        boolean isRoot = ProcessFacts.own().userId().equals("0");
        String line = isRoot ? "su -s /bin/sh " + user + " -c '" + command + "'" : "sudo -u " + user + " " + command;
        return new AttachFailure(
                facts.pid() + ": runs as the user " + user + ", who alone may attach to it"
                        + (isRoot ? " (its Java lets not even root)" : "") + ": " + said(cause)
                        + ". Run this command as that user: "
                        + line,
                cause);
    }

    static AttachFailure requestFails(ProcessFacts facts, Exception cause) throws AttachFailure {
        String said = said(cause);
        boolean mayBeEnding = cause instanceof IOException || cause instanceof RuntimeException;
        if (mayBeEnding ? isGoneSoon(facts) : facts.isGone()) {
            return ended(facts, cause);
        }
        Matcher missing = MISSING_MODULE.matcher(said);
        if (missing.find()) {
            return new AttachFailure(facts.pid() + ": " + withoutModule(missing.group(1)), cause);
        }
        if (said.contains("Dynamic agent loading is not enabled")) {
            return new AttachFailure(facts.pid() + noAgents(), cause);
        }
        return cause instanceof IOException && facts.isOfAnotherUser()
                ? anotherUser(facts, cause)
                : new AttachFailure(facts.pid() + ": " + said, cause);
    }

    /** A process that ends answers with half a sentence for a moment. */
    private static boolean isGoneSoon(ProcessFacts facts) throws AttachFailure {
        for (int look = 0; look < MOST_LOOKS && !facts.isGone(); look++) {
            Requests.pause();
        }
        return facts.isGone();
    }

    private static String withoutModule(String module) {
        return "its Java was made without the module " + module + " (by jlink): "
                + (module.equals("java.instrument")
                        ? "no agent can be loaded into it"
                        : "attach and detach work there, and the agent's log and metrics, but no command that asks the agent")
                + ". Add the module to the image";
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isEmpty() ? cause.toString() : message;
    }
}
