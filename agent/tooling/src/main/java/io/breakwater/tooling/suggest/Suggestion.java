package io.breakwater.tooling.suggest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A whole file. Thread-safety: immutable. */
public final class Suggestion {
    private final List<String> head;
    private final List<SuggestedHost> hosts;
    private final List<String> leftOut;
    private final String whyEmpty;

    /**
     * @param leftOut destinations without an entry, and why
     * @param whyEmpty why there are no hosts, if there are none
     */
    Suggestion(List<String> head, List<SuggestedHost> hosts, List<String> leftOut, String whyEmpty) {
        this.head = Collections.unmodifiableList(new ArrayList<>(head));
        this.hosts = Collections.unmodifiableList(new ArrayList<>(hosts));
        this.leftOut = Collections.unmodifiableList(new ArrayList<>(leftOut));
        this.whyEmpty = whyEmpty;
    }

    List<String> head() {
        return head;
    }

    List<SuggestedHost> hosts() {
        return hosts;
    }

    List<String> leftOut() {
        return leftOut;
    }

    String whyEmpty() {
        return whyEmpty;
    }

    /** As a configuration file with comments, which the command {@code check} finds good. */
    public String toYaml() {
        return SuggestionYaml.write(this);
    }

    /** For machines. */
    public String toJson() {
        return SuggestionJson.write(this);
    }
}
