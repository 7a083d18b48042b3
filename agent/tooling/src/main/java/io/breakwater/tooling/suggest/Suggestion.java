package io.breakwater.tooling.suggest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A whole file. Thread-safety: immutable. */
public final class Suggestion {
    private final List<String> head;
    private final List<SuggestedHost> hosts;
    private final List<String> leftOut;

    /** @param leftOut destinations without an entry, and why */
    Suggestion(List<String> head, List<SuggestedHost> hosts, List<String> leftOut) {
        this.head = Collections.unmodifiableList(new ArrayList<>(head));
        this.hosts = Collections.unmodifiableList(new ArrayList<>(hosts));
        this.leftOut = Collections.unmodifiableList(new ArrayList<>(leftOut));
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

    /** As a configuration file with comments, which the command {@code check} finds good. */
    public String toYaml() {
        return SuggestionYaml.write(this);
    }

    /** For machines. */
    public String toJson() {
        return SuggestionJson.write(this);
    }
}
