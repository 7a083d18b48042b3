package io.breakwater.config.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What became of one reading of the source. Thread-safety: immutable. */
public final class ReloadReport {
    /** How it ended. */
    public enum Result {
        /** It is in force now, even if it means the same as before. */
        APPLIED,
        /** It is what was in force already. */
        UNCHANGED,
        /** It has problems, or cannot be read; what was in force still is. */
        REFUSED,
        /** Nobody had an answer in time. What there will be is told by the log. */
        NOT_FINISHED
    }

    private final Result result;
    private final String summary;
    private final List<String> problems;

    ReloadReport(Result result, String summary, List<String> problems) {
        this.result = result;
        this.summary = summary;
        this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
    }

    public Result result() {
        return result;
    }

    /** One line: what is different now, or how many problems there are. */
    public String summary() {
        return summary;
    }

    /** All that is wrong, as {@code check} would say it; empty unless it was refused. */
    public List<String> problems() {
        return problems;
    }
}
