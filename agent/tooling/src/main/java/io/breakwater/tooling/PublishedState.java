package io.breakwater.tooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What whoever attaches to a JVM can read of the agent in it, without asking the agent: how it is, and what it answered last.
 * Kept where the JDK keeps the address of its own management agent; the application does not see it. Strings alone, which
 * stay when the agent is gone.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws; a JVM that has no such place shows nothing.
 */
public final class PublishedState {
    /** {@code active}, {@code detaching: 3 calls under way} or {@code detached}; absent if there never was an agent. */
    public static final String STATE = "io.breakwater.state";

    public static final String VERSION = "io.breakwater.version";
    /** What is in force, in words. */
    public static final String CONFIGURATION = "io.breakwater.configuration";
    /** The classes that have a hook, by client, in words. */
    public static final String WOVEN = "io.breakwater.woven";
    /** Followed by the id of a request: one of {@link Answer}, a space, and words. */
    public static final String ANSWER = "io.breakwater.answer.";

    public static final String ACTIVE = "active";
    public static final String DETACHING = "detaching";
    public static final String DETACHED = "detached";

    /** What became of a request. */
    public enum Answer {
        /** The agent was begun. */
        BEGUN,
        /** An agent was there already, and nothing changed. */
        ALREADY_ACTIVE,
        /** The process says that it wants no agent. */
        SWITCHED_OFF,
        /** Something went wrong, and there is no agent. */
        FAILED,
        /** The agent is on its way out. */
        DETACHING,
        /** There was none to detach. */
        NOT_ACTIVE
    }

    /** Whoever asks looks at once; requests at the same time are few. */
    private static final int MOST_ANSWERS = 16;

    private final @Nullable Properties properties;

    PublishedState(@Nullable Properties properties) {
        this.properties = properties;
    }

    synchronized void active(String version, String configuration, String woven) {
        set(VERSION, version);
        set(CONFIGURATION, configuration);
        set(WOVEN, woven);
        set(STATE, ACTIVE);
    }

    /** @param how far it is, in words */
    synchronized void detaching(String how) {
        set(STATE, DETACHING + ": " + how);
    }

    synchronized void detached() {
        set(STATE, DETACHED);
        for (String gone : new String[] {VERSION, CONFIGURATION, WOVEN}) {
            if (properties != null) {
                properties.remove(gone);
            }
        }
    }

    synchronized void answer(String request, Answer answer, String words) {
        forgetOldAnswers();
        set(ANSWER + request, answer + " " + words);
    }

    private void forgetOldAnswers() {
        if (properties == null) {
            return;
        }
        List<String> answers = new ArrayList<>(properties.stringPropertyNames());
        answers.removeIf(name -> !name.startsWith(ANSWER));
        if (answers.size() >= MOST_ANSWERS) {
            answers.forEach(properties::remove);
        }
    }

    private void set(String key, String value) {
        if (properties != null) {
            properties.setProperty(key, value);
        }
    }
}
