package io.breakwater.tooling.cli;

import io.breakwater.config.Printable;
import io.breakwater.tooling.control.status.DestinationStatus;
import io.breakwater.tooling.control.status.LastFailure;
import io.breakwater.tooling.control.status.RecentStatus;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is behind the numbers of the destinations that fail: how calls to them end now, and how they failed last, which is
 * what an open circuit breaker hides. Thread-safety: stateless.
 */
final class TroubleText {
    private static final int MOST = 5;

    private TroubleText() {}

    /** Nothing, or an empty line and one for each destination in trouble. */
    static List<String> lines(StatusReport report, int width) {
        List<String> lines = new ArrayList<>();
        int more = 0;
        for (DestinationStatus destination : report.destinations) {
            String trouble = trouble(destination, report.takenAt);
            if (trouble.isEmpty()) {
                continue;
            }
            if (lines.size() < MOST) {
                lines.add(StatusText.cut(Printable.line(destination.name + ": " + trouble), width));
            } else {
                more++;
            }
        }
        if (more > 0) {
            lines.add("and " + more + " more");
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    /** {@code in 10 s: 181 rejected, 3 reset; last failure: reset, 34 s ago}. */
    private static String trouble(DestinationStatus destination, String now) {
        List<String> parts = new ArrayList<>();
        RecentStatus recent = destination.recent;
        if (recent != null && recent.failures != null && !recent.failures.isEmpty()) {
            parts.add("in " + String.format(Locale.ROOT, "%.0f", recent.seconds) + " s: " + byCount(recent.failures));
        }
        LastFailure last = destination.lastFailure;
        if (last != null && (!parts.isEmpty() || destination.strictness() > 0)) {
            parts.add("last failure: " + worded(last.status) + ", " + Spans.between(last.at, now) + " ago");
        }
        return String.join("; ", parts);
    }

    private static String byCount(Map<String, Long> failures) {
        return failures.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getValue() + " " + worded(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String worded(String status) {
        return Character.isDigit(status.charAt(0)) ? "status " + status : status;
    }
}
