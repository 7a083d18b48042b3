package io.breakwater.tooling.cli;

import io.breakwater.tooling.AttachRequest;
import io.breakwater.tooling.PublishedState;
import io.breakwater.tooling.PublishedState.Answer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Loads the agent into a JVM with a request, and reads what it says to that.
 *
 * <p>Thread-safety: confined to one thread. Time: an agent that was begun has ten seconds to read its configuration.
 */
final class Requests {
    /** What a JVM before 24 takes of one argument: {@code arg_length_max} of its attach listener. */
    private static final int MOST_BYTES = 1024;

    private static final long ACTIVE_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final long LOOK_MILLIS = 50;

    private final TargetJvm jvm;

    Requests(TargetJvm jvm) {
        this.jvm = jvm;
    }

    static String newId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    void send(File jar, AttachRequest request) throws AttachFailure {
        if (jar.getPath().indexOf('=') >= 0) {
            throw new AttachFailure(
                    jar + ": a JVM takes what follows a = for something else than the path. Copy the jar"
                            + " to another place, and nothing was changed");
        }
        String arguments = request.toString();
        int bytes = (jar.getPath() + '=' + arguments).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new AttachFailure("the request is too long for the JVM: " + bytes + " bytes (expected: <= "
                    + MOST_BYTES + "). Use shorter paths, or put what -D says into the file");
        }
        WhyNot.refuseWithoutAgents(ProcessFacts.of(jvm.pid()));
        jvm.loadAgent(jar.getPath(), arguments);
    }

    /** What became of it; FAILED also if there is no answer. */
    Answer answerTo(AttachRequest request) throws AttachFailure {
        try {
            return Answer.valueOf(words(request)[0]);
        } catch (IllegalArgumentException noneOrOfAnotherVersion) {
            return Answer.FAILED;
        }
    }

    String wordsOf(AttachRequest request) throws AttachFailure {
        String[] words = words(request);
        return words.length == 2 && !words[1].isEmpty()
                ? words[1]
                : "it gave no answer (the reason is on the standard error of the process)";
    }

    private String[] words(AttachRequest request) throws AttachFailure {
        return jvm.agentProperties()
                .getProperty(PublishedState.ANSWER + request.id(), "")
                .split(" ", 2);
    }

    /** Waits until the agent has read its configuration. */
    AgentReport awaitActive() throws AttachFailure {
        long startNanos = System.nanoTime();
        AgentReport report = AgentReport.of(jvm.agentProperties());
        while (!report.isActive() && !report.isDetaching() && System.nanoTime() - startNanos < ACTIVE_NANOS) {
            pause();
            report = AgentReport.of(jvm.agentProperties());
        }
        return report;
    }

    static void pause() throws AttachFailure {
        try {
            boolean unused = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AttachFailure("interrupted", interrupted);
        }
    }
}
