package io.breakwater.tooling.cli;

import java.io.Closeable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM that we are attached to. Asking it leaves nothing behind in it but the JDK's own thread that answers.
 *
 * <p>Thread-safety: confined to one thread. Errors: {@link AttachFailure}, with words for people. Time: each question is
 * given up after 20 s, and the loading of an agent after two minutes.
 */
final class TargetJvm implements Closeable {
    private static final long QUESTION_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOADING_NANOS = TimeUnit.MINUTES.toNanos(2);

    /**
     * What the attach API throws at an answer in the words of another version: Java 8 answers {@code 0}, later ones {@code
     * return code: 0}, which Java 8 cannot read. That does not mean that the agent could not be loaded: whether it was is
     * in its own answer.
     */
    private static final Set<String> WORDS_OF_ANOTHER_VERSION = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "0", // of 8 to 9 and later
            "Failed to load agent library: 0", // of 8 to 21 and later
            "Non-numeric value found - int expected"))); // of 9 and later to 8

    private final long pid;
    private final Class<?> api;
    private final Object attached;

    TargetJvm(long pid, Class<?> api, Object attached) {
        this.pid = pid;
        this.api = api;
        this.attached = attached;
    }

    long pid() {
        return pid;
    }

    /** Properties that agents have set for whoever attaches; the application does not see them. */
    Properties agentProperties() throws AttachFailure {
        return (Properties) ask(QUESTION_NANOS, "getAgentProperties");
    }

    Properties systemProperties() throws AttachFailure {
        return (Properties) ask(QUESTION_NANOS, "getSystemProperties");
    }

    /** Starts the JDK's own management agent, if it does not run yet, and returns the address of its connector. */
    String startLocalManagementAgent() throws AttachFailure {
        return (String) ask(QUESTION_NANOS, "startLocalManagementAgent");
    }

    /** Loads an agent and waits for the end of its {@code agentmain}, which has to leave an answer of its own. */
    void loadAgent(String jar, String arguments) throws AttachFailure {
        try {
            ask(LOADING_NANOS, "loadAgent", jar, arguments);
        } catch (AttachFailure failure) {
            Throwable cause = failure.getCause();
            if (cause == null || !WORDS_OF_ANOTHER_VERSION.contains(cause.getMessage())) {
                throw failure;
            }
        }
    }

    private Object ask(long nanos, String method, String... arguments) throws AttachFailure {
        try {
            Class<?>[] types = new Class<?>[arguments.length];
            Arrays.fill(types, String.class);
            Method found = api.getMethod(method, types);
            return BoundedTime.call(() -> AttachApi.invoke(found, attached, (Object[]) arguments), nanos);
        } catch (TimeoutException hangs) {
            throw WhyNot.hangs(ProcessFacts.of(pid), hangs);
        } catch (Exception refused) {
            throw WhyNot.requestFails(ProcessFacts.of(pid), refused);
        }
    }

    @Override
    public void close() {
        try {
            BoundedTime.call(() -> AttachApi.invoke(api.getMethod("detach"), attached), QUESTION_NANOS);
        } catch (Exception gone) {
            // Then there is nothing to leave.
        }
    }
}
