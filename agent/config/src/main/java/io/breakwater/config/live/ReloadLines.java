package io.breakwater.config.live;

import io.breakwater.config.ConfigProblem;
import io.breakwater.config.ConfigurationChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes what happens to the configuration into the log. Thread-safety: one caller at a time. */
final class ReloadLines {
    private static final int MAX_PROBLEMS = 50;
    private static final String OBSERVING = "observing only";
    private static final String KEPT = "the last good one stays in force";

    private final ConfigurationLog log;
    private final String source;
    private final String version;
    private Set<String> toldNotices = new HashSet<>();

    ReloadLines(ConfigurationLog log, String source, String version) {
        this.log = log;
        this.source = source;
        this.version = version.isEmpty() ? "" : version + " ";
    }

    void active(boolean hasSource) {
        log.info(version + ReloadLine.ACTIVE.words() + " "
                + (hasSource ? source : "the built-in configuration: " + OBSERVING));
    }

    void waiting() {
        log.info(version + ReloadLine.ACTIVE.words() + " the built-in configuration: " + OBSERVING + ", until " + source
                + " answers");
    }

    /** Those that were not there the last time. */
    void notices(List<ConfigProblem> notices) {
        Set<String> now = new HashSet<>();
        for (ConfigProblem notice : notices) {
            String text = notice.toString();
            now.add(text);
            if (toldNotices.contains(text)) {
                continue;
            }
            if (notice.isOutsideTheFile()) {
                log.warn(text); // no check of the file tells of it
            } else {
                log.info(text);
            }
        }
        toldNotices = now;
    }

    /** @param atStartOnly keys that this process will not look at any more */
    void inForce(ConfigurationChange change, List<String> atStartOnly, boolean isAtHand) {
        String summary = change.summary();
        log.warn(source + " " + ReloadLine.IN_FORCE.words() + ": "
                + (summary.isEmpty() ? "it means the same as before" : summary));
        ReloadLine line = isAtHand ? ReloadLine.NEXT_START : ReloadLine.NO_EFFECT;
        for (String key : atStartOnly) {
            log.warn(key + ": " + line.words());
        }
    }

    void sameAgain() {
        log.warn(source + " " + ReloadLine.SAME_AGAIN.words());
    }

    /** @param isReached false if nobody answered */
    void problems(List<ConfigProblem> problems, boolean isReached, boolean isBuiltIn) {
        int told = Math.min(MAX_PROBLEMS, problems.size());
        for (ConfigProblem problem : problems.subList(0, told)) {
            log.warn(problem.toString());
        }
        if (told < problems.size()) {
            log.warn("and " + (problems.size() - told) + " " + ReloadLine.MORE_PROBLEMS.words());
        }
        ReloadLine line = isReached ? ReloadLine.REFUSED : ReloadLine.UNREADABLE;
        log.warn(line.words() + "; " + (isBuiltIn ? OBSERVING : KEPT));
    }

    void notApplied(Throwable bug) {
        log.warn(ReloadLine.NOT_APPLIED.words() + ": " + bug);
    }
}
