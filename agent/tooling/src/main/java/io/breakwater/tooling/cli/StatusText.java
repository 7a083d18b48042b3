package io.breakwater.tooling.cli;

import io.breakwater.config.Printable;
import io.breakwater.tooling.control.status.ConfigurationStatus;
import io.breakwater.tooling.control.status.DestinationStatus;
import io.breakwater.tooling.control.status.OverrideStatus;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.ArrayList;
import java.util.List;

/** A report for people, as lines. Thread-safety: stateless. */
final class StatusText {
    private static final int MOST_PROBLEMS = 5;
    private static final int MOST_OVERRIDES = 10;

    private StatusText() {}

    /**
     * Everything.
     *
     * @param host which destinations were asked for
     */
    static List<String> lines(StatusReport report, String host, int width) {
        List<String> lines = new ArrayList<>(head(report));
        lines.add("");
        lines.addAll(table(report, host, width));
        return lines;
    }

    /** What concerns the process as a whole. */
    static List<String> head(StatusReport report) {
        List<String> lines = new ArrayList<>();
        String version = report.process.version.isEmpty() ? "" : report.process.version + " ";
        lines.add("Breakwater " + version + "in process " + report.process.pid + " (Java " + report.process.java
                + "), for " + Spans.between(report.process.startedAt, report.takenAt));
        if (report.process.leaving != null) {
            lines.add("IS BEING DETACHED: no call is guarded any more; " + report.process.leaving);
        }
        configuration(report.configuration, report.takenAt, lines);
        OverrideStatus off = report.switchedOff;
        if (off != null) {
            lines.add("EVERYTHING IS OFF: " + by(off, report) + ". The command on turns it on again");
        }
        for (OverrideStatus override : report.overrides.subList(0, Math.min(MOST_OVERRIDES, report.overrides.size()))) {
            lines.add("override:      " + override.kind + " of " + override.host + " is " + override.value + ", "
                    + by(override, report));
        }
        if (report.overrides.size() > MOST_OVERRIDES) {
            lines.add("override:      and " + (report.overrides.size() - MOST_OVERRIDES) + " more");
        }
        if (report.failOpen > 0) {
            lines.add("bugs of ours:  " + report.failOpen + " (the calls went on unguarded; see fail-open in the log)");
        }
        lines.replaceAll(Printable::line);
        return lines;
    }

    private static void configuration(ConfigurationStatus configuration, String now, List<String> lines) {
        String beyond = configuration.beyond == null ? "" : ", and " + configuration.beyond;
        lines.add("configuration: " + configuration.source + ", mode " + configuration.mode + beyond + ", in force for "
                + Spans.between(configuration.inForceSince, now));
        String refusedAt = configuration.refusedAt;
        if (refusedAt == null) {
            return;
        }
        int problems = configuration.problems.size();
        lines.add("REFUSED:       a configuration, " + Spans.between(refusedAt, now) + " ago, because of "
                + ConfigurationFile.counted(problems, "problem"));
        for (String problem : configuration.problems.subList(0, Math.min(MOST_PROBLEMS, problems))) {
            lines.add("               " + problem);
        }
    }

    private static String by(OverrideStatus override, StatusReport report) {
        return "by " + override.by + ", for " + Spans.between(override.since, report.takenAt);
    }

    /** The destinations, then what they have in common. */
    static List<String> table(StatusReport report, String host, int width) {
        List<DestinationStatus> rows = new ArrayList<>(report.destinations);
        if (report.rest != null) {
            rows.add(report.rest);
        }
        if (report.destinationCount > 1) {
            rows.add(report.total);
        }
        if (rows.isEmpty()) {
            List<String> none = new ArrayList<>();
            none.add(
                    host.equals(HostOption.ALL)
                            ? "No call was guarded yet."
                            : "No host that was called matches " + Printable.line(host) + ".");
            return none;
        }
        List<String> lines = new ArrayList<>(StatusTable.lines(rows, width));
        lines.addAll(TroubleText.lines(report, width));
        return lines;
    }

    /** @param width in characters, of which the last two say that there was more */
    static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 2)) + "..";
    }
}
